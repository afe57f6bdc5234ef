// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.operation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.api.HttpError;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;

/** Work that a client may follow and kill by its number. Thread-safe. */
public final class Operation {

  /** Where it is in its life; it leaves IN_PROGRESS once, for good. */
  private enum Status {
    IN_PROGRESS("InProgress"),
    COMPLETED("Completed"),
    CANCELED("Canceled"),
    FAULTED("Faulted");

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }
  }

  private static final byte[] NONE = "null".getBytes(StandardCharsets.UTF_8);

  private final Consumer<Supplier<byte[]>> changed;
  private Status status = Status.IN_PROGRESS;
  private byte[] result = NONE;
  private final CountDownLatch stop = new CountDownLatch(1);
  private long processed;
  private long total = -1;
  private long batches;
  private @Nullable String lastId;
  private boolean begun;
  private boolean killed;

  /**
   * One that has yet to begin.
   *
   * @param changed told whenever it has come further, with a way to get its state
   */
  Operation(Consumer<Supplier<byte[]>> changed) {
    this.changed = changed;
  }

  /** Whether it begins now; false when it has begun before. */
  synchronized boolean begin() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  /** Whether it has begun and not ended. */
  synchronized boolean isRunning() {
    return begun && status == Status.IN_PROGRESS;
  }

  /** Asks it to stop at the next document. */
  synchronized void kill() {
    killed = true;
    stop.countDown();
  }

  /** Whether it has been asked to stop. */
  public synchronized boolean isKilled() {
    return killed;
  }

  /** Waits that long, or until it is asked to stop. */
  public void pause(Duration time) {
    try {
      if (stop.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** So many documents there are to be done. */
  public synchronized void total(long documents) {
    total = documents;
  }

  /** So many documents are done. */
  public void progress(long documents) {
    progress(documents, null);
  }

  /** So many documents are done, and the last of them has that id. */
  void progress(long documents, @Nullable String id) {
    synchronized (this) {
      processed = documents;
      lastId = id;
      batches++;
    }
    tell();
  }

  /**
   * It is done.
   *
   * @param what for people, such as "Inserted 5 documents."
   */
  public void complete(String what) {
    String type = "Raven.Client.Documents.Operations.BulkOperationResult, Raven.Client";
    end(
        Status.COMPLETED,
        new JsonBytes()
            .beginObject()
            .field("$type", type)
            .field("Total", done())
            .field("DocumentsProcessed", done())
            .field("Message", what)
            .endObject());
  }

  /** It stopped because it was killed. */
  public void cancel() {
    end(Status.CANCELED, new JsonBytes().literal("null"));
  }

  /** It failed; the answer says how. */
  public void fault(Answer failure) {
    String[] texts = {HttpError.GENERAL, "", ""};
    new JsonCursor(failure.body())
        .object(
            member -> {
              if (member.nameIs("Type")) {
                texts[0] = member.text();
              } else if (member.nameIs("Message")) {
                texts[1] = member.text();
              } else if (member.nameIs("Error")) {
                texts[2] = member.text();
              }
            });
    String type = "Raven.Client.Documents.Operations.OperationExceptionResult, Raven.Client";
    end(
        Status.FAULTED,
        new JsonBytes()
            .beginObject()
            .field("$type", type)
            .field("Type", texts[0])
            .field("Message", texts[1])
            .field("Error", texts[2])
            .field("StatusCode", failure.status())
            .endObject());
  }

  private synchronized long done() {
    return processed;
  }

  /** What {@code /operations/state} says. */
  synchronized JsonBytes state() {
    JsonBytes out = new JsonBytes().beginObject().field("Status", status.wire);
    out.name("Progress").beginObject();
    long all = total < 0 ? processed : total;
    if (lastId == null) {
      out.field("Processed", processed).field("Total", all).field("BatchesProcessed", batches);
    } else {
      out.field("Total", all)
          .field("BatchCount", batches)
          .field("LastProcessedId", lastId)
          .field("DocumentsProcessed", processed);
    }
    return out.endObject().name("Result").raw(result).endObject();
  }

  private void end(Status last, JsonBytes what) {
    synchronized (this) {
      if (status != Status.IN_PROGRESS) {
        return;
      }
      status = last;
      result = what.toBytes();
    }
    tell();
  }

  private void tell() {
    changed.accept(() -> state().toBytes());
  }
}
