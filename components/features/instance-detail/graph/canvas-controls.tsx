import { Crosshair, Maximize, Minus, Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';

export type CanvasControlsProps = {
  following: boolean;
  onFollow: () => void;
  onFit: () => void;
  onZoom: (by: 1 | -1) => void;
};

/** Buttons that move the view. */
export function CanvasControls({ following, onFollow, onFit, onZoom }: CanvasControlsProps) {
  return (
    <div className="absolute bottom-3 left-3 z-10 flex items-center gap-1 rounded-control border border-border bg-surface p-0.5">
      <IconButton compact icon={Minus} label="Zoom out" onClick={() => onZoom(-1)} />
      <IconButton compact icon={Plus} label="Zoom in" onClick={() => onZoom(1)} />
      <IconButton compact icon={Maximize} label="Show all" onClick={onFit} />
      {!following && (
        <Button size="compact" variant="ghost" onClick={onFollow}>
          <Crosshair aria-hidden strokeWidth={1.75} />
          Follow
        </Button>
      )}
    </div>
  );
}
