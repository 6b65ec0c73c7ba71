import * as v from 'valibot';

const messages = v.object({
  messages: v.record(
    v.string(),
    v.array(
      v.object({
        Source: v.string(),
        To: v.array(v.string()),
        Subject: v.string(),
        BodyText: v.string(),
        Timestamp: v.number(),
        // Put there by emulator.py, where the message had any.
        Attachments: v.optional(v.array(v.object({ FileName: v.string(), RawContent: v.string() })), []),
      }),
    ),
  ),
});

/** A mail that the local cloud was given to send: it sends none. */
export type Mail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly sentAt: string;
  readonly attachments: readonly { readonly name: string; readonly content: string }[];
};

/** Where the emulator shows them. */
export const mailsAddress = (endpoint: string): string => `${endpoint}/_ministack/ses/messages`;

/** Every mail since the emulator started, the oldest first. */
export const readMails = async (endpoint: string): Promise<readonly Mail[]> => {
  const response = await fetch(mailsAddress(endpoint));
  if (!response.ok) throw new Error(`The emulator answered ${response.status} for its mails`);
  return Object.values(v.parse(messages, await response.json()).messages)
    .flat()
    .map(({ Source, To, Subject, BodyText, Timestamp, Attachments }) => ({
      from: Source,
      to: To,
      subject: Subject,
      text: BodyText,
      sentAt: new Date(Timestamp * 1000).toISOString(),
      attachments: Attachments.map(({ FileName, RawContent }) => ({
        name: FileName,
        content: Buffer.from(RawContent, 'base64').toString('utf8'),
      })),
    }));
};
