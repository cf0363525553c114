/** An error of an AWS service as its clients see it. */
export class AwsJsonError extends Error {
  override readonly name = 'AwsJsonError';
  /** Error code, for example `ResourceNotFoundException`. */
  readonly type: string;
  /** HTTP status. */
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}
