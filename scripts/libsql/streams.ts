import { randomUUID } from "node:crypto";
import { canShare, Interpreter, plainTransactions, savepointTransactions } from "./pipeline.ts";
import { HranaError, type PipelineBody, type PipelineReply } from "./protocol.ts";
import type { Connection } from "./statements.ts";

const GROUP_LIMIT = 64;
const STREAM_LIMIT = 1_000;
const STREAM_IDLE_MS = 10_000;

interface Waiting {
  body: PipelineBody;
  resolve: (reply: PipelineReply) => void;
  reject: (error: unknown) => void;
}

interface Stream {
  interpreter: Interpreter;
  baton: string;
  timer: NodeJS.Timeout | undefined;
}

/**
 * All clients of one connection. Pipelines run one after another; those that wait at the same
 * moment and stand alone share one transaction, so that one fsync acknowledges them all. A stream
 * that leaves a transaction open has the connection to itself until it ends or the time is up.
 */
export class Streams {
  readonly #connection: Connection;
  readonly #transactionMs: number;
  readonly #streams = new Map<string, Stream>();
  #queue: Waiting[] = [];
  #scheduled = false;
  #owner: Stream | undefined;

  /** `transactionMs`: how long an interactive transaction may stay open, in milliseconds. */
  constructor(connection: Connection, transactionMs = 5_000) {
    this.#connection = connection;
    this.#transactionMs = transactionMs;
  }

  /** Carries out one request body; rejects only when the stream it names is not there. */
  pipeline(body: PipelineBody): Promise<PipelineReply> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ body, resolve, reject });
      this.#schedule();
    });
  }

  /** Ends every stream; open transactions are rolled back. */
  close(): void {
    for (const stream of this.#streams.values()) this.#end(stream);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // After the sockets that are ready have been read: whoever came meanwhile joins the group.
    setImmediate(() => {
      this.#scheduled = false;
      this.#drain();
    });
  }

  #drain(): void {
    const group: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const waiting of this.#queue.splice(0)) {
      const own = this.#owner !== undefined && waiting.body.baton === this.#owner.baton;
      if (this.#owner !== undefined && !own) rest.push(waiting);
      else if (!waiting.body.baton && canShare(waiting.body.requests)) {
        group.push(waiting);
        if (group.length === GROUP_LIMIT) this.#share(group.splice(0));
      } else {
        this.#share(group.splice(0));
        this.#alone(waiting);
      }
    }
    this.#share(group);
    this.#queue.unshift(...rest);
    if (!this.#owner && rest.length > 0) this.#schedule();
  }

  #share(group: Waiting[]): void {
    const [first] = group;
    if (!first) return;
    const replies = group.length > 1 ? this.#commitTogether(group) : undefined;
    if (!replies) for (const waiting of group) this.#alone(waiting);
    else group.forEach((waiting, i) => waiting.resolve(replies[i] as PipelineReply));
  }

  /** Replies of the whole group, or nothing when it could not commit: then each runs alone. */
  #commitTogether(group: Waiting[]): PipelineReply[] | undefined {
    const connection = this.#connection;
    try {
      connection.run("BEGIN");
      const replies: PipelineReply[] = [];
      for (const { body } of group) {
        const interpreter = new Interpreter(connection, savepointTransactions(connection));
        const results = interpreter.run(body.requests);
        interpreter.finish();
        // A full disk or RAISE(ROLLBACK) takes the group's transaction with it.
        if (!connection.inTransaction) return undefined;
        replies.push({ baton: null, base_url: null, results });
      }
      connection.run("COMMIT");
      return replies;
    } catch {
      if (connection.inTransaction) connection.run("ROLLBACK");
      return undefined;
    }
  }

  #alone({ body, resolve, reject }: Waiting): void {
    try {
      const stream = this.#open(body.baton);
      const results = stream.interpreter.run(body.requests);
      if (stream.interpreter.closed) this.#end(stream);
      else this.#keep(stream);
      resolve({
        baton: stream.interpreter.closed ? null : stream.baton,
        base_url: null,
        results,
      });
    } catch (error) {
      reject(error);
    }
  }

  #open(baton: string | null | undefined): Stream {
    if (!baton) {
      if (this.#streams.size >= STREAM_LIMIT) {
        throw new HranaError("too many open streams", "TOO_MANY_STREAMS");
      }
      const transactions = plainTransactions(this.#connection);
      const interpreter = new Interpreter(this.#connection, transactions);
      return { interpreter, baton: "", timer: undefined };
    }
    const stream = this.#streams.get(baton);
    if (!stream) throw new HranaError("the stream has expired", "STREAM_EXPIRED");
    this.#streams.delete(baton);
    return stream;
  }

  /** Keeps a stream for its next pipeline; the clock of a transaction starts once. */
  #keep(stream: Stream): void {
    stream.baton = randomUUID();
    this.#streams.set(stream.baton, stream);
    const owns = this.#connection.inTransaction;
    if (owns && this.#owner === stream) return;
    clearTimeout(stream.timer);
    stream.timer = setTimeout(() => this.#end(stream), owns ? this.#transactionMs : STREAM_IDLE_MS);
    this.#setOwner(owns ? stream : undefined);
  }

  #end(stream: Stream): void {
    clearTimeout(stream.timer);
    stream.interpreter.closed = true;
    this.#streams.delete(stream.baton);
    // Only the owner, or a first pipeline that never became one, can have left something open.
    if (this.#owner === stream || this.#owner === undefined) stream.interpreter.finish();
    if (this.#owner === stream) this.#setOwner(undefined);
  }

  #setOwner(stream: Stream | undefined): void {
    const freed = this.#owner !== undefined && stream === undefined;
    this.#owner = stream;
    if (freed && this.#queue.length > 0) this.#schedule();
  }
}
