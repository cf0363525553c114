/** Answers one operation of a service, for example `StartExecution`; rejects with an {@link AwsJsonError} or any error with a string `type`. */
export type AwsJsonHandler = (operation: string, body: unknown) => Promise<unknown>;

/** Prefixes of `X-Amz-Target` of the services run here. */
export type AwsJsonService = 'AWSStepFunctions' | 'AWSEvents' | 'secretsmanager' | 'AmazonSQS';

/** Settings of the server of the AWS JSON protocols. */
export interface AwsJsonSettings {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly services: Readonly<Partial<Record<AwsJsonService, AwsJsonHandler>>>;
}

/** A running server. */
export interface AwsJsonServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the server. Rejects when the port is in use. */
export declare function startAwsJson(settings: AwsJsonSettings): Promise<AwsJsonServer>;
