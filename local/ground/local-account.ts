/** The one access key of this machine; S3 and the AWS JSON services check signatures made with it. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' } as const;
