// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What all clients together know of one database. Thread-safe. */
final class KnownDatabase {
  enum Existence {
    ABSENT,
    /** Asked for, but not acknowledged. */
    CREATING,
    PRESENT,
    /** The same of a delete. */
    DELETING
  }

  private final String name;
  private final List<Share> shares = new ArrayList<>();
  private final AtomicLong highest = new AtomicLong();
  private volatile Existence existence = Existence.ABSENT;
  private volatile boolean mayBeEnabled = true;
  private volatile boolean mayBeDisabled;
  private volatile long floor;
  private volatile String directory = "";

  KnownDatabase(String name, int clients) {
    this.name = name;
    for (int i = 0; i < clients; i++) {
      shares.add(new Share("w" + i + "/"));
    }
  }

  String name() {
    return name;
  }

  Share share(int client) {
    return shares.get(client);
  }

  Existence existence() {
    return existence;
  }

  void existence(Existence now) {
    existence = now;
  }

  /** All documents, by id. */
  Map<String, Stored> documents() {
    Map<String, Stored> all = new TreeMap<>();
    shares.forEach(share -> all.putAll(share.documents()));
    return all;
  }

  /** The directory that it had after the last crash, or empty when it is younger. */
  String directory() {
    return directory;
  }

  /** Etags given out since the last crash are above this one. */
  long floor() {
    return floor;
  }

  void acknowledged(long etag) {
    highest.accumulateAndGet(etag, Math::max);
  }

  /** Whether a client may expect it to store something. */
  boolean isServing() {
    return existence == Existence.PRESENT && mayBeEnabled;
  }

  boolean isDisabled() {
    return !mayBeEnabled;
  }

  /** Asked to be switched off or on. */
  void switching() {
    mayBeEnabled = true;
    mayBeDisabled = true;
  }

  void switched(boolean disabled) {
    mayBeEnabled = !disabled;
    mayBeDisabled = disabled;
  }

  /** Checks that it is there exactly if it has to be, and switched off exactly if it has to be. */
  void settle(SystemRecords records) {
    boolean there = records.directories().containsKey(name);
    boolean expected = existence == Existence.PRESENT;
    if (there != expected && (expected || existence == Existence.ABSENT)) {
      throw new AssertionError(
          "Database "
              + name
              + " is known as "
              + existence
              + ", but its record is "
              + (there ? "there" : "gone"));
    }
    directory = records.directories().getOrDefault(name, "");
    existence = there ? Existence.PRESENT : Existence.ABSENT;
    if (!there) {
      settleAbsent();
      return;
    }
    boolean disabled = records.disabled().contains(directory);
    if (disabled ? !mayBeDisabled : !mayBeEnabled) {
      throw new AssertionError("Database " + name + " is disabled: " + disabled);
    }
    switched(disabled);
  }

  private void settleAbsent() {
    shares.forEach(Share::clear);
    highest.set(0);
    floor = 0;
    switched(false);
  }

  /** Checks its documents and tombstones after a crash. */
  void settle(StoredFiles files) {
    if (files.lastEtag() < highest.get()) {
      throw new AssertionError(
          "Database "
              + name
              + ": etag "
              + highest
              + " was given out, but the last one now is "
              + files.lastEtag());
    }
    Map<String, Stored> left = new TreeMap<>(files.changes());
    for (Share share : shares) {
      Map<String, Stored> mine = new TreeMap<>(files.changes());
      mine.keySet().removeIf(id -> !id.startsWith(share.prefix()));
      left.keySet().removeAll(mine.keySet());
      try {
        share.settle(mine);
      } catch (AssertionError e) {
        throw new AssertionError("Database " + name + ": " + e.getMessage(), e);
      }
    }
    if (!left.isEmpty()) {
      throw new AssertionError("Database " + name + " has documents of nobody: " + left);
    }
    floor = files.lastEtag();
  }
}
