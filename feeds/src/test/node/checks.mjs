// Runs named checks one after the other and prints one JSON line for each; a failed one does not stop the others.

const SCALE = 100_000_000;

/** A number of the wire as a whole count of 1e-8, exact for what the exchange sends. */
export const scaled = (number) => Math.round(Number(number) * SCALE);

export function expect(holds, what, values = {}) {
  if (!holds) {
    throw new Error(`${what}: ${JSON.stringify(values)}`);
  }
}

export function expectEqual(found, expected, what) {
  expect(Object.is(found, expected), what, { found, expected });
}

/** Both counted in 1e-8. */
export function expectNear(found, expected, tolerance, what) {
  expect(Math.abs(scaled(found) - scaled(expected)) <= tolerance, what, { found, expected, tolerance: tolerance / SCALE });
}

export async function expectRefusal(call, kind, code) {
  try {
    await call();
  } catch (error) {
    expect(error instanceof kind, 'refused for another reason', { kind: kind.name, found: `${error.name}: ${error.message}` });
    expect(code === undefined || error.message.includes(`"code":${code}`), 'refused with another code', { code, found: error.message });
    return error.name;
  }
  throw new Error('accepted what must be refused');
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until an answer is there, asking again and again; the last fault explains why it never was. */
export async function until(what, ask, timeoutMs = 15_000) {
  const end = Date.now() + timeoutMs;
  let fault;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer) {
        return answer;
      }
    } catch (error) {
      fault = error;
    }
    await pause(25);
  }
  throw new Error(`never saw ${what}${fault ? `, last: ${fault.message}` : ''}`);
}

export class Checks {
  passed = 0;
  failed = 0;

  async run(check, body) {
    const start = Date.now();
    try {
      const seen = (await body()) ?? {};
      this.passed++;
      console.log(JSON.stringify({ check, ok: true, ms: Date.now() - start, ...seen }));
    } catch (error) {
      this.failed++;
      console.log(JSON.stringify({ check, ok: false, ms: Date.now() - start, error: String(error.message).slice(0, 1000) }));
    }
  }

  summary() {
    console.log(JSON.stringify({ checks: this.passed + this.failed, failed: this.failed }));
    return this.failed === 0 && this.passed > 0;
  }
}
