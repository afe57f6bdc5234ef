// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import static porthole.lib.board.BoardFormatV1.ACTIVITY_COUNT;
import static porthole.lib.board.BoardFormatV1.ACTIVITY_DATABASE;
import static porthole.lib.board.BoardFormatV1.ACTIVITY_DETAIL;
import static porthole.lib.board.BoardFormatV1.ACTIVITY_DETAIL_LENGTH;
import static porthole.lib.board.BoardFormatV1.ACTIVITY_DETAIL_MAX;
import static porthole.lib.board.BoardFormatV1.ACTIVITY_JOB;
import static porthole.lib.board.BoardFormatV1.ACTIVITY_KIND;
import static porthole.lib.board.BoardFormatV1.ACTIVITY_REQUEST;
import static porthole.lib.board.BoardFormatV1.ACTIVITY_SIZE;
import static porthole.lib.board.BoardFormatV1.ACTIVITY_STARTED_MONOTONIC;
import static porthole.lib.board.BoardFormatV1.ACTIVITY_STARTED_WALL;
import static porthole.lib.board.BoardFormatV1.LONG;
import static porthole.lib.board.BoardFormatV1.MAX_DEPTH;
import static porthole.lib.board.BoardFormatV1.NAME_EMPTY;
import static porthole.lib.board.BoardFormatV1.SLOT_ACTIVITIES;
import static porthole.lib.board.BoardFormatV1.SLOT_DEPTH;
import static porthole.lib.board.BoardFormatV1.SLOT_JAVA_THREAD;
import static porthole.lib.board.BoardFormatV1.SLOT_NAME;
import static porthole.lib.board.BoardFormatV1.SLOT_NAME_LENGTH;
import static porthole.lib.board.BoardFormatV1.SLOT_NAME_MAX;
import static porthole.lib.board.BoardFormatV1.SLOT_OS_THREAD_ID;
import static porthole.lib.board.BoardFormatV1.SLOT_SEQUENCE;
import static porthole.lib.board.BoardFormatV1.SLOT_THREAD_ID;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

/**
 * One thread's place on the board. Written by that thread only.
 *
 * <p>A sequence number that is odd while the slot changes lets a reader tell a whole copy from a
 * torn one; the writer never waits. Who writes to a slot changes only after its thread has ended,
 * which orders the old owner's writes before the new one's.
 */
final class ThreadSlot {
  private final ByteBuffer buffer;
  private final int offset;
  // Weak, so that the slot of a thread that ended keeps nothing of it.
  private final WeakReference<Thread> owner;
  private final Level[] levels = new Level[MAX_DEPTH];
  private long sequence;
  private int depth;

  ThreadSlot(ByteBuffer buffer, int offset, Thread owner) {
    this.buffer = buffer;
    this.offset = offset;
    this.owner = new WeakReference<>(owner);
    // A thread that died between two writes to its slot may have left the number odd.
    this.sequence = (long) LONG.getAcquire(buffer, offset + SLOT_SEQUENCE) + 1 & ~1L;
    for (int i = 0; i < MAX_DEPTH; i++) {
      levels[i] = new Level(i, offset + SLOT_ACTIVITIES + i * ACTIVITY_SIZE);
    }
  }

  boolean ownerIsAlive() {
    Thread thread = owner.get();
    return thread != null && thread.isAlive();
  }

  void introduce(Thread thread, long osThreadId, long javaThreadAddress) {
    beginWrite();
    buffer.putLong(offset + SLOT_THREAD_ID, thread.getId());
    buffer.putLong(offset + SLOT_OS_THREAD_ID, osThreadId);
    buffer.putLong(offset + SLOT_JAVA_THREAD, javaThreadAddress);
    buffer.putInt(offset + SLOT_DEPTH, 0);
    int length = Utf8.put(buffer, offset + SLOT_NAME, thread.getName(), SLOT_NAME_MAX);
    buffer.putInt(offset + SLOT_NAME_LENGTH, length);
    endWrite();
  }

  /** Begins an activity inside the current one; {@code job} and {@code database} are name ids. */
  Activity begin(ActivityKind kind, int job, int database, long requestId, Instants now) {
    if (depth == MAX_DEPTH) {
      return Activities.none().begin(kind, "", "", 0);
    }
    Level level = levels[depth];
    int at = level.at;
    int inheritedDatabase = database;
    long inheritedRequest = requestId;
    if (depth > 0) {
      if (database == NAME_EMPTY) {
        inheritedDatabase = buffer.getInt(at - ACTIVITY_SIZE + ACTIVITY_DATABASE);
      }
      if (requestId == Activities.NO_REQUEST) {
        inheritedRequest = buffer.getLong(at - ACTIVITY_SIZE + ACTIVITY_REQUEST);
      }
    }
    beginWrite();
    buffer.putInt(at + ACTIVITY_KIND, kind.code());
    buffer.putInt(at + ACTIVITY_JOB, job);
    buffer.putInt(at + ACTIVITY_DATABASE, inheritedDatabase);
    buffer.putInt(at + ACTIVITY_DETAIL_LENGTH, 0);
    buffer.putLong(at + ACTIVITY_REQUEST, inheritedRequest);
    buffer.putLong(at + ACTIVITY_STARTED_WALL, now.wallMicros());
    buffer.putLong(at + ACTIVITY_STARTED_MONOTONIC, now.monotonicNanos());
    buffer.putLong(at + ACTIVITY_COUNT, 0);
    buffer.putInt(offset + SLOT_DEPTH, ++depth);
    endWrite();
    return level;
  }

  private void beginWrite() {
    LONG.setOpaque(buffer, offset + SLOT_SEQUENCE, ++sequence);
    VarHandle.storeStoreFence();
  }

  private void endWrite() {
    LONG.setRelease(buffer, offset + SLOT_SEQUENCE, ++sequence);
  }

  /** The activity at one depth; used again and again. */
  private final class Level implements Activity {
    private final int index;
    private final int at;

    Level(int index, int at) {
      this.index = index;
      this.at = at;
    }

    @Override
    public void detail(CharSequence detail) {
      if (depth <= index) {
        return;
      }
      beginWrite();
      int length = Utf8.put(buffer, at + ACTIVITY_DETAIL, detail, ACTIVITY_DETAIL_MAX);
      buffer.putInt(at + ACTIVITY_DETAIL_LENGTH, length);
      endWrite();
    }

    @Override
    public void count(long count) {
      if (depth <= index) {
        return;
      }
      beginWrite();
      buffer.putLong(at + ACTIVITY_COUNT, count);
      endWrite();
    }

    @Override
    public void close() {
      if (depth <= index) {
        return;
      }
      depth = index;
      beginWrite();
      buffer.putInt(offset + SLOT_DEPTH, index);
      endWrite();
    }
  }
}
