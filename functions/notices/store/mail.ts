import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';

/** A message to one address. */
export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** A calendar file that goes with it. */
  readonly calendar: string | null;
  /** What the mail service hands back with whatever becomes of the message: names nothing that is sealed. */
  readonly tags: Readonly<Record<string, string>>;
};

export type Mailer = ReturnType<typeof createMailer>;

type Sender = { readonly sender: string; readonly configurationSet: string };

/** Sends by SES in the name of `sender`. */
export const createMailer = (
  { sender, configurationSet }: Sender,
  client = new SESv2Client({ maxAttempts: 3 }),
) => ({
  /** Hands a letter to the mail service, which has it from then on. Throws where it was not taken. */
  async send({ to, subject, text, calendar, tags }: Letter): Promise<void> {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: sender,
        Destination: { ToAddresses: [to] },
        ConfigurationSetName: configurationSet,
        EmailTags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' } },
            ...(calendar === null
              ? {}
              : {
                  Attachments: [
                    {
                      FileName: 'deadline.ics',
                      ContentType: 'text/calendar; charset=utf-8; method=PUBLISH',
                      ContentDisposition: 'ATTACHMENT',
                      ContentTransferEncoding: 'BASE64',
                      RawContent: new TextEncoder().encode(calendar),
                    },
                  ],
                }),
          },
        },
      }),
    );
  },
});
