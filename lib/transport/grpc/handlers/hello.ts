import type { Empty } from '@/lib/protocol/generated/google/protobuf/empty';
import type { Handler } from '../door';

/** Says that somebody is there. SDKs call it before a stream or to keep a connection alive; none has to. */
export const hello: Handler<Empty, Empty> = () => Promise.resolve({});
