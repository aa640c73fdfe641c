import { layoutShape } from '@/lib/graph/layout-graph';
import type { LayoutQuestion } from './layout-thread';

addEventListener('message', ({ data: { shape, direction, earlier } }: MessageEvent<LayoutQuestion>) => {
  postMessage(layoutShape(shape, direction, earlier));
});
