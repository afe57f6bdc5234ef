// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import static porthole.lib.board.BoardFormatV1.LONG;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityBoard;
import porthole.introspection.api.ActivityKind;
import porthole.introspection.api.ThreadActivityDTO;
import porthole.lib.board.BoardFormatV1;
import porthole.lib.board.BoardReader;

/**
 * The activity board of this process, written and read in place.
 *
 * <p>After {@link #close} the file is gone but the memory stays for as long as anyone refers to it,
 * so threads that are still inside an activity write on, unseen and unharmed.
 */
public final class MappedBoard implements Activities, ActivityBoard, AutoCloseable {
  private final BoardFile file;
  private final ByteBuffer buffer;
  private final NameTable names;
  private final SlotTable slots;
  private final BoardReader reader;
  private final ThreadFacts facts;
  private final Instants instants;

  // Not static: a board that takes over after an update starts with no slots. The reference is
  // weak,
  // so that a thread that outlives this bundle does not keep its class loader.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<WeakReference<ThreadSlot>> mine = new ThreadLocal<>();

  private final ThreadLocal<Boolean> counted = new ThreadLocal<>();

  private MappedBoard(BoardFile file, ThreadFacts facts, Instants instants) {
    this.file = file;
    this.buffer = file.buffer();
    this.names = new NameTable(buffer, file.geometry());
    this.slots = new SlotTable(buffer, file.geometry(), instants::monotonicNanos);
    this.reader = new BoardReader(buffer, instants::monotonicNanos);
    this.facts = facts;
    this.instants = instants;
    LONG.setRelease(buffer, BoardFormatV1.HEADER_STATE, BoardFormatV1.STATE_LIVE);
  }

  /**
   * Makes a board in {@code folder}.
   *
   * @param slots how many threads it can hold
   * @throws IOException when the folder cannot hold it, for example because it is full
   */
  public static MappedBoard create(Path folder, int slots, ThreadFacts facts, Instants instants)
      throws IOException {
    return new MappedBoard(BoardFile.create(folder, slots, instants), facts, instants);
  }

  @Override
  public Activity begin(ActivityKind kind, String job, String database, long requestId) {
    WeakReference<ThreadSlot> reference = mine.get();
    ThreadSlot slot = reference == null ? takeSlot() : reference.get();
    if (slot == null) {
      return Activities.none().begin(kind, job, database, requestId);
    }
    return slot.begin(kind, names.job(job), names.database(database), requestId, instants);
  }

  private @Nullable ThreadSlot takeSlot() {
    Thread thread = Thread.currentThread();
    ThreadSlot slot = slots.take(thread);
    if (slot == null) {
      countOverflow();
      return null;
    }
    slot.introduce(thread, facts.currentOsThreadId(), facts.javaThreadAddress(thread));
    mine.set(new WeakReference<>(slot));
    return slot;
  }

  private void countOverflow() {
    if (counted.get() == null) {
      counted.set(Boolean.TRUE);
      LONG.getAndAdd(buffer, BoardFormatV1.HEADER_THREADS_OVERFLOWED, 1L);
    }
  }

  @Override
  public List<ThreadActivityDTO> read() {
    return reader.read(slots::isLive);
  }

  @Override
  public Path file() {
    return file.path();
  }

  @Override
  public long overflowed() {
    return (long) LONG.getAcquire(buffer, BoardFormatV1.HEADER_THREADS_OVERFLOWED);
  }

  @Override
  public void close() {
    LONG.setRelease(buffer, BoardFormatV1.HEADER_STATE, BoardFormatV1.STATE_CLOSED);
    file.close();
  }
}
