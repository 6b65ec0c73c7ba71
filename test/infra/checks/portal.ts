import { describe, expect, it } from '@jest/globals';
import type { Places } from '../assembly.ts';

/** The one origin of pages and API. */
export const checkPortal = ({ production, local }: Places): void => {
  describe('the portal', () => {
    const distribution = () => production().one('AWS::CloudFront::Distribution').Properties;

    it('is served from a bucket that only the distribution reads, over TLS alone', () => {
      expect(distribution()).toMatchObject({
        DistributionConfig: {
          DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
          CacheBehaviors: [{ PathPattern: '/api/*', ViewerProtocolPolicy: 'https-only' }],
          Origins: [{ OriginAccessControlId: expect.anything() }, { DomainName: expect.anything() }],
        },
      });
      expect(production().one('AWS::CloudFront::OriginAccessControl').Properties).toMatchObject({
        OriginAccessControlConfig: { SigningBehavior: 'always' },
      });
    });

    it('shows no page for an address of the API that is not there', () => {
      expect(JSON.stringify(distribution())).not.toContain('CustomErrorResponses');
    });

    it('runs nothing but its own scripts and styles, and stands in nobody’s frame', () => {
      const { ResponseHeadersPolicyConfig: headers } = production().one(
        'AWS::CloudFront::ResponseHeadersPolicy',
      ).Properties;
      const written = JSON.stringify(headers);
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
      ])
        expect(written).toContain(part);
      expect(written).not.toContain('unsafe');
      expect(headers).toMatchObject({
        SecurityHeadersConfig: { StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000 } },
      });
    });

    it('is a server of this machine’s own in the local place', () => {
      expect(local().all('AWS::CloudFront::Distribution')).toEqual([]);
    });
  });
};
