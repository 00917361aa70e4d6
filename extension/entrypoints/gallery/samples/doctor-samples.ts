import { signal } from '@preact/signals';
import type { DomainReport } from '@kurrier/shared/discovery/domain-report';
import type { DoctorModel, DoctorState } from '../../../model/doctor/doctor-model.ts';

const doctor = (state: DoctorState): DoctorModel => ({ state: signal(state), examine: () => Promise.resolve() });

const report: DomainReport = {
  domain: 'example.org',
  servers: [{ leg: 'imap', host: 'mail.example.org', port: 993, security: 'implicit-tls' }],
  findings: [
    { check: 'mx', state: 'good', subject: 'example.org', detail: 'mail.example.org' },
    { check: 'autoconfig', state: 'missing', subject: 'https://autoconfig.example.org/mail/config-v1.1.xml', detail: 'not-found' },
    { check: 'srv', state: 'missing', subject: '_imaps._tcp.example.org' },
    { check: 'server', state: 'good', subject: 'mail.example.org:993' },
    { check: 'certificate', state: 'wrong', subject: 'mail.example.org:993', detail: '*.shared-hosting.example' },
  ],
  publish: [
    { kind: 'dns', name: '_imaps._tcp.example.org.', type: 'SRV', value: '0 1 993 mail.example.org.' },
    {
      kind: 'file',
      url: 'https://autoconfig.example.org/mail/config-v1.1.xml',
      contentType: 'text/xml',
      body: '<?xml version="1.0" encoding="UTF-8"?>\n<clientConfig version="1.1">\n  <emailProvider id="example.org">\n    …\n  </emailProvider>\n</clientConfig>\n',
    },
  ],
  tookMs: 412,
};

export const doctorModels = {
  idle: doctor({ phase: 'idle' }),
  examining: doctor({ phase: 'examining', domain: 'example.org' }),
  'not a domain': doctor({ phase: 'not-a-domain' }),
  unreachable: doctor({ phase: 'unreachable', problem: 'not-running' }),
  'to mend': doctor({ phase: 'done', report }),
  'all well': doctor({
    phase: 'done',
    report: { ...report, findings: report.findings.filter(({ state }) => state === 'good'), publish: [] },
  }),
};
