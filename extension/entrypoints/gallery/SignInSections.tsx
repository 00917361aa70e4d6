import { SignInPanel } from '../../ui/sign-in/SignInPanel.tsx';
import { SignInCard } from '../../ui/sign-in/SignInList.tsx';
import { Sample, Section } from './Sample.tsx';
import { noSignIns, signInPanels, signInViews } from './samples/sign-in-samples.ts';

/** Every state of signing in at a provider. */
export const SignInSections = () => (
  <Section title="Signing in at the provider">
    {Object.entries(signInPanels).map(([name, panel]) => (
      <Sample key={name} name={`sign-in ${name}`}>
        <main class="sheet">
          <SignInPanel {...panel} />
        </main>
      </Sample>
    ))}
    {Object.entries(signInViews).map(([name, view]) => (
      <Sample key={name} name={`signing in ${name}`}>
        <main class="list">
          <SignInCard view={view} model={noSignIns} />
        </main>
      </Sample>
    ))}
  </Section>
);
