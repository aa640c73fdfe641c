/** Why a task, child workflow or instance failed, as the SDK reported it. */
export type Failure = {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly inner?: Failure | undefined;
  readonly nonRetriable: boolean;
};
