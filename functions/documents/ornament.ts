/** Line ornaments of the certificate as SVG path data, in points; computed once, since they never change. */

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in points, the origin at the upper left of the page. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Interlaced waves between two rectangles (a guilloche band): `strands` sine curves, evenly out of phase, run along the
 * middle of the band from corner to corner.
 */
export function guillocheBand(frame: Rectangle, bandWidth: number, waveLength: number, strands: number): string {
  const half = bandWidth / 2;
  const middle = {
    left: frame.x + half,
    top: frame.y + half,
    right: frame.x + frame.width - half,
    bottom: frame.y + frame.height - half,
  };
  const corners: readonly [Point, Point][] = [
    [
      { x: middle.left + half, y: middle.top },
      { x: middle.right - half, y: middle.top },
    ],
    [
      { x: middle.right, y: middle.top + half },
      { x: middle.right, y: middle.bottom - half },
    ],
    [
      { x: middle.right - half, y: middle.bottom },
      { x: middle.left + half, y: middle.bottom },
    ],
    [
      { x: middle.left, y: middle.bottom - half },
      { x: middle.left, y: middle.top + half },
    ],
  ];
  const paths = corners.flatMap(([from, to]) => {
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const waves = Math.round(length / waveLength);
    return Array.from({ length: strands }, (_, strand) =>
      wave(from, to, waves, half * 0.86, (strand / strands) * 2 * Math.PI),
    );
  });
  return paths.join('');
}

// A sine curve drawn as one cubic Bézier curve per eighth of a wave, tangents taken from the derivative.
function wave(from: Point, to: Point, waves: number, amplitude: number, phase: number): string {
  const steps = waves * 8;
  const along = { x: (to.x - from.x) / steps, y: (to.y - from.y) / steps };
  const length = Math.hypot(along.x, along.y);
  const across = { x: -along.y / length, y: along.x / length };
  const perStep = (2 * Math.PI) / 8;
  const at = (step: number) => {
    const offset = amplitude * Math.sin(phase + step * perStep);
    return { x: from.x + along.x * step + across.x * offset, y: from.y + along.y * step + across.y * offset };
  };
  const tangent = (step: number) => {
    const rise = amplitude * Math.cos(phase + step * perStep) * perStep;
    return { x: along.x + across.x * rise, y: along.y + across.y * rise };
  };
  return smoothCurve(steps, at, tangent);
}

/** A rosette: `petals` waves around a circle, `strands` times out of phase, as on securities. */
export function rosette(centre: Point, radius: number, depth: number, petals: number, strands: number): string {
  const steps = petals * 8;
  const angleStep = (2 * Math.PI) / steps;
  return Array.from({ length: strands }, (_, strand) => {
    const phase = (strand / strands) * 2 * Math.PI;
    const at = (step: number) => {
      const angle = step * angleStep;
      const distance = radius + depth * Math.sin(petals * angle + phase);
      return { x: centre.x + distance * Math.cos(angle), y: centre.y + distance * Math.sin(angle) };
    };
    const tangent = (step: number) => {
      const angle = step * angleStep;
      const distance = radius + depth * Math.sin(petals * angle + phase);
      const change = depth * petals * Math.cos(petals * angle + phase);
      return {
        x: (change * Math.cos(angle) - distance * Math.sin(angle)) * angleStep,
        y: (change * Math.sin(angle) + distance * Math.cos(angle)) * angleStep,
      };
    };
    return smoothCurve(steps, at, tangent);
  }).join('');
}

// Hermite to Bézier: the control points lie a third of the tangent away.
function smoothCurve(steps: number, at: (step: number) => Point, tangent: (step: number) => Point): string {
  const start = at(0);
  let path = `M${coordinates(start)}`;
  for (let step = 0; step < steps; step += 1) {
    const [from, to] = [at(step), at(step + 1)];
    const [leaving, arriving] = [tangent(step), tangent(step + 1)];
    const first = { x: from.x + leaving.x / 3, y: from.y + leaving.y / 3 };
    const second = { x: to.x - arriving.x / 3, y: to.y - arriving.y / 3 };
    path += `C${coordinates(first)} ${coordinates(second)} ${coordinates(to)}`;
  }
  return path;
}

function coordinates({ x, y }: Point): string {
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}
