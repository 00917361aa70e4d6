import { expect, test } from 'vitest';
import { autodiscoverPath, isMicrosoftTenant } from './read-autodiscover.ts';

test.each([
  ['{"Protocol":"ActiveSync","Url":"https://outlook.office365.com/Microsoft-Server-ActiveSync"}', true],
  ['{"Url":"https://eas.outlook.com/Microsoft-Server-ActiveSync"}', true],
  ['{"Url":"https://mail.own.test/Microsoft-Server-ActiveSync"}', false],
  ['{"Url":"https://outlook.evil.test/"}', false],
  ['{"Url":"https://outlook.office365.com.evil.test/"}', false],
  ['{"Url":"https://notoutlook.com/"}', false],
  ['{"Url":"outlook.office365.com"}', false],
  ['{"ErrorCode":"MandatoryParameterMissing"}', false],
  ['<html>', false],
])('%s is of a tenant in the cloud: %s', (body, isTenant) => expect(isMicrosoftTenant(body)).toBe(isTenant));

test('the mailbox that is asked about is made up', () => expect(autodiscoverPath('own.test')).toContain('postmaster@own.test'));
