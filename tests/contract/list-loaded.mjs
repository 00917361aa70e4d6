// Loaded into a bridge by `--import`: writes into $LOADED_MODULES which modules were loaded, one a line, when the process ends.
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const urls = [];
registerHooks({
  load(url, context, next) {
    urls.push(url);
    return next(url, context);
  },
});
process.once('exit', () => writeFileSync(process.env.LOADED_MODULES, urls.join('\n')));
