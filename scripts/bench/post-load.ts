import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

// Posts bodies, a line each, over connections of its own, in a process of its own: the portal is not measured with its
// client. Prints how many were acknowledged a second and how long each took, as JSON.
const [port = '', file = '', connections = '', perSecond = '0'] = process.argv.slice(2);
const requests = readFileSync(file, 'utf8')
  .split('\n')
  .filter((body) => body !== '')
  .map((body, i) =>
    Buffer.from(
      `POST /api/v1/responses HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: ${addressOf(i)}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  );

/** Each from a telephone of its own, as a proxy of ours would tell it: else they would be noticed as one device's. */
function addressOf(i: number): string {
  return `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
}

interface Line {
  readonly socket: Socket;
  due: number;
  rest: string;
}

const times: number[] = [];
const statuses: Record<string, number> = {};
const waiting: number[] = [];
const free: Line[] = [];
let next = 0;
let open = 0;
const begun = performance.now();

function send(line: Line, due: number): void {
  line.due = due;
  const request = requests[next++];
  if (request) line.socket.write(request);
}

/** Takes what has come; true where it is a whole answer. */
function take(line: Line, chunk: string): boolean {
  line.rest += chunk;
  const head = line.rest.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = Number(/content-length: (\d+)/i.exec(line.rest.slice(0, head))?.[1] ?? 0);
  if (Buffer.byteLength(line.rest) < head + 4 + length) return false;
  const status = line.rest.slice(9, 12);
  statuses[status] = (statuses[status] ?? 0) + 1;
  line.rest = '';
  return true;
}

function finish(): void {
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  console.log(JSON.stringify({ perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), statuses }));
  process.exit(0);
}

/** With a rate, a request is due at its time whether a line is free or not: waiting for one counts. */
function pump(): void {
  while (free.length > 0 && waiting.length > 0) {
    const line = free.shift();
    const due = waiting.shift();
    if (line && due !== undefined) send(line, due);
  }
}

function start(): void {
  const rate = Number(perSecond);
  if (rate === 0) {
    for (const line of free.splice(0)) send(line, performance.now());
    return;
  }
  let made = 0;
  const from = performance.now();
  const timer = setInterval(() => {
    while (made < requests.length && from + (made * 1000) / rate <= performance.now()) waiting.push(from + (made++ * 1000) / rate);
    if (made === requests.length) clearInterval(timer);
    pump();
  }, 1);
}

for (let i = 0; i < Number(connections); i++) {
  const socket = connect(Number(port), '127.0.0.1');
  const line: Line = { socket, due: 0, rest: '' };
  socket.setNoDelay(true);
  socket.setEncoding('utf8');
  socket.on('connect', () => {
    free.push(line);
    open += 1;
    if (open === Number(connections)) start();
  });
  socket.on('data', (chunk: string) => {
    if (!take(line, chunk)) return;
    times.push(performance.now() - line.due);
    if (times.length === requests.length) finish();
    else if (perSecond !== '0') {
      free.push(line);
      pump();
    } else if (next < requests.length) send(line, performance.now());
  });
  socket.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
}
