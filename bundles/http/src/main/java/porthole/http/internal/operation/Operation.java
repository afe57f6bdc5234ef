// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.operation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  private Status status = Status.IN_PROGRESS;
  private byte[] result = NONE;
  private final CountDownLatch stop = new CountDownLatch(1);
  private long processed;
  private long total = -1;
  private long batches;
  private boolean begun;
  private boolean killed;

  /** Whether it begins now; false when it has begun before. */
  synchronized boolean begin() {
    boolean first = !begun;
    begun = true;
    return first;
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
  public synchronized void progress(long documents) {
    processed = documents;
    batches++;
  }

  /**
   * It is done.
   *
   * @param what for people, such as "Inserted 5 documents."
   */
  public synchronized void complete(String what) {
    String type = "Raven.Client.Documents.Operations.BulkOperationResult, Raven.Client";
    end(
        Status.COMPLETED,
        new JsonBytes()
            .beginObject()
            .field("$type", type)
            .field("Total", processed)
            .field("DocumentsProcessed", processed)
            .field("Message", what)
            .endObject());
  }

  /** It stopped because it was killed. */
  public synchronized void cancel() {
    end(Status.CANCELED, new JsonBytes().literal("null"));
  }

  /** It failed; the answer says how. */
  public synchronized void fault(Answer failure) {
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

  /** Writes what {@code /operations/state} says. */
  synchronized void write(JsonBytes out) {
    out.beginObject().field("Status", status.wire);
    out.name("Progress")
        .beginObject()
        .field("Processed", processed)
        .field("Total", total < 0 ? processed : total)
        .field("BatchesProcessed", batches)
        .endObject();
    out.name("Result").raw(result).endObject();
  }

  private void end(Status last, JsonBytes what) {
    if (status == Status.IN_PROGRESS) {
      status = last;
      result = what.toBytes();
    }
  }
}
