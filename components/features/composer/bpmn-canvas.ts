import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import './bpmn-canvas.css';
import Modeler from 'bpmn-js/lib/Modeler';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type Selection from 'diagram-js/lib/features/selection/Selection';
import { laidOut } from './laid-out';

/** What is said at one element: a class for its shape, and a short text beside it. */
export type Mark = { readonly element: string; readonly className: string; readonly text: string };

const OVERLAY = 'composer';
const COLORS = { defaultFillColor: 'var(--surface)', defaultStrokeColor: 'var(--text)' };

/** The diagram on the page, without React: an editor, or a view where nobody is told of changes. */
export class BpmnCanvas {
  readonly #modeler: Modeler | NavigatedViewer;
  readonly #onChange: ((xml: string) => void) | undefined;
  #marked: readonly Mark[] = [];
  /** What is in sight since the whole diagram was brought there last. */
  #fitted: Sight | undefined;

  constructor(container: HTMLElement, onChange?: (xml: string) => void) {
    const options = { container, bpmnRenderer: COLORS, textRenderer: { defaultStyle: FONT } };
    this.#modeler = onChange === undefined ? new NavigatedViewer(options) : new Modeler(options);
    this.#onChange = onChange;
    this.#modeler.on('commandStack.changed', () => void this.#tell());
  }

  /** Shows a diagram; one that was never drawn is laid out. Rejects when it cannot be shown. */
  async show(xml: string): Promise<void> {
    const drawn = await laidOut(xml);
    await this.#modeler.importXML(drawn);
    this.fit();
    if (drawn !== xml) await this.#tell();
  }

  /** Says these marks and no others. Elements that are not in the diagram are passed over. */
  mark(marks: readonly Mark[]): void {
    const canvas = this.#modeler.get<Canvas>('canvas');
    const overlays = this.#modeler.get<Overlays>('overlays');
    for (const { element, className } of this.#marked) {
      if (this.#has(element)) canvas.removeMarker(element, className);
    }
    overlays.remove({ type: OVERLAY });
    this.#marked = marks.filter(({ element }) => this.#has(element));
    for (const { element, className, text } of this.#marked) {
      canvas.addMarker(element, className);
      const note = document.createElement('span');
      note.className = `composer-note ${className}`;
      note.textContent = text;
      if (text !== '') overlays.add(element, OVERLAY, { position: { top: -12, right: 12 }, html: note });
    }
  }

  /** Chooses an element and brings it into sight; the keyboard then acts on it. */
  select(element: string): void {
    const shape = this.#modeler.get<ElementRegistry>('elementRegistry').get(element);
    if (shape === undefined) return;
    this.#modeler.get<Selection>('selection').select(shape);
    const canvas = this.#modeler.get<Canvas>('canvas');
    canvas.scrollToElement(shape);
    canvas.focus();
  }

  /** The whole diagram in sight. */
  fit(): void {
    const canvas = this.#modeler.get<Canvas>('canvas');
    canvas.zoom('fit-viewport', { x: 0, y: 0 });
    canvas.zoom(Math.min(1, canvas.zoom() * SHRINK));
    if (this.#onChange !== undefined) canvas.scroll({ dx: PALETTE / 2, dy: 0 });
    this.#fitted = sightOf(canvas);
  }

  /** Its place on the page has another size: the whole diagram is in sight again, unless somebody has moved it or zoomed. */
  resized(): void {
    const canvas = this.#modeler.get<Canvas>('canvas');
    canvas.resized();
    const { x, y, scale } = sightOf(canvas);
    const isAsFitted = x === this.#fitted?.x && y === this.#fitted.y && scale === this.#fitted.scale;
    if (isAsFitted && canvas.getSize().width > 0) this.fit();
  }

  destroy(): void {
    this.#modeler.destroy();
  }

  #has(element: string): boolean {
    return this.#modeler.get<ElementRegistry>('elementRegistry').get(element) !== undefined;
  }

  async #tell(): Promise<void> {
    const { xml } = await this.#modeler.saveXML({ format: true });
    if (xml !== undefined) this.#onChange?.(xml);
  }
}

type Sight = { readonly x: number; readonly y: number; readonly scale: number };

function sightOf(canvas: Canvas): Sight {
  const { x, y, scale } = canvas.viewbox();
  return { x, y, scale };
}

/** Width of the palette on the left, in pixels, which the diagram is kept clear of. */
const PALETTE = 68;
const SHRINK = 0.87;
const FONT = { fontFamily: 'var(--font-sans)', fontSize: 12 };
