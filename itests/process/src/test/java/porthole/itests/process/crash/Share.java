// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What one client knows of its own documents in one database. It has at most one batch on its way,
 * so after a crash there are two things that may be true: the batch was applied, or it was not.
 * Thread-safe.
 */
final class Share {
  private static final int IDS = 24;
  private static final int LONGEST_BATCH = 25;
  private static final int DELETES_OF_10 = 3;

  private final String prefix;
  private Map<String, Stored> known = new TreeMap<>();
  private Batch underway;
  private boolean left;
  private long highest;

  Share(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  /** Whether the client may send another batch in this cycle. */
  synchronized boolean isOpen() {
    return !left && underway == null;
  }

  /** A batch to be sent now. */
  synchronized Batch begin(SplittableRandom random, String token) {
    List<Batch.Command> commands = new ArrayList<>();
    for (int i = random.nextInt(LONGEST_BATCH); i >= 0; i--) {
      boolean delete = random.nextInt(10) < DELETES_OF_10;
      String id = prefix + random.nextInt(IDS);
      commands.add(new Batch.Command(id, delete ? "" : token + "." + i));
    }
    underway = new Batch(commands);
    return underway;
  }

  /** The batch is stored, as the server says: the highest etag so far. */
  synchronized long acknowledged(JsonObject answer, long floor) {
    List<Long> etags = underway.etagsOf(answer, Math.max(highest, floor));
    List<Boolean> effective = underway.effective(known);
    for (int i = 0; i < etags.size(); i++) {
      if (effective.get(i) != (etags.get(i) != 0)) {
        throw new AssertionError("Command " + i + " of " + underway + " was answered " + answer);
      }
    }
    known = underway.applied(known, etags);
    underway = null;
    highest = Math.max(highest, etags.stream().mapToLong(Long::longValue).max().orElse(0));
    return highest;
  }

  /** The batch was not even begun, as the server says. */
  synchronized void refused() {
    underway = null;
  }

  /** Nobody knows what became of the batch. */
  synchronized void leave() {
    left = true;
  }

  /** The documents, without the tombstones; no batch may be on its way. */
  synchronized Map<String, Stored> documents() {
    Map<String, Stored> documents = new TreeMap<>(known);
    documents.values().removeIf(Stored::isTombstone);
    return documents;
  }

  /** Everything is gone with the database. */
  synchronized void clear() {
    known = new TreeMap<>();
    underway = null;
    left = false;
    highest = 0;
  }

  /** Checks what is there after a crash, tombstones and all, and goes on from it. */
  synchronized void settle(Map<String, Stored> actual) {
    if (!actual.equals(known)) {
      if (underway == null) {
        throw new AssertionError(
            "Acknowledged:\n" + known + "\nbut there is after the crash:\n" + actual);
      }
      List<Long> etags = underway.etagsSeenIn(known, actual, highest);
      Map<String, Stored> whole = underway.applied(known, etags);
      if (!actual.equals(whole)) {
        throw new AssertionError(
            "There is a part of an unacknowledged batch, or something acknowledged is gone. Before:\n"
                + known
                + "\nafter the whole batch:\n"
                + whole
                + "\nthere is:\n"
                + actual
                + "\nbatch:\n"
                + underway);
      }
      highest = Math.max(highest, etags.stream().mapToLong(Long::longValue).max().orElse(0));
    }
    known = new TreeMap<>(actual);
    underway = null;
    left = false;
  }
}
