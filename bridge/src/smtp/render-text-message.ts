import * as base64 from 'nodemailer/lib/base64';
import type MimeNode from 'nodemailer/lib/mime-node';
import * as quotedPrintable from 'nodemailer/lib/qp';

/**
 * The bytes of a message whose parts are all texts: the same that the node's own stream gives, which takes a chain of Node
 * streams for each part and four times as long.
 */
export const renderTextMessage = (root: MimeNode): Buffer => {
  const text = render(root);
  return Buffer.from(text.endsWith('\n') ? text : `${text}\r\n`);
};

const render = (node: MimeNode): string => {
  // Decides on encoding and boundary, too.
  const head = `${node.buildHeaders()}\r\n\r\n`;
  if (!node.multipart) return head + renderContent(node);
  const parts = node.childNodes.map((child) => `--${String(node.boundary)}\r\n${render(child)}`);
  return `${head}${parts.join('\r\n')}\r\n--${String(node.boundary)}--\r\n`;
};

const renderContent = (node: MimeNode): string => {
  if (typeof node.content !== 'string') throw new Error('only texts can be rendered at once');
  const encoding = node.getTransferEncoding();
  if (encoding === 'base64') return base64.wrap(base64.encode(node.content));
  return encoding === 'quoted-printable' ? quotedPrintable.wrap(quotedPrintable.encode(node.content)) : node.content;
};
