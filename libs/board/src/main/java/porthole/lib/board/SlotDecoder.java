// SPDX-License-Identifier: Apache-2.0
package porthole.lib.board;

import static porthole.lib.board.BoardFormatV1.INT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import porthole.introspection.api.ActivityDTO;
import porthole.introspection.api.ActivityKind;
import porthole.introspection.api.ThreadActivityDTO;

/** Makes sense of the copy of a slot. */
final class SlotDecoder {
  private final ByteBuffer board;
  private final BoardFormatV1.Geometry geometry;
  private final byte[] copy;
  private final ByteBuffer slot;

  SlotDecoder(ByteBuffer board, BoardFormatV1.Geometry geometry, byte[] copy) {
    this.board = board;
    this.geometry = geometry;
    this.copy = copy;
    this.slot = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
  }

  ThreadActivityDTO decode(long nowNanos) {
    ThreadActivityDTO thread = new ThreadActivityDTO();
    thread.threadId = slot.getLong(BoardFormatV1.SLOT_THREAD_ID);
    thread.osThreadId = slot.getLong(BoardFormatV1.SLOT_OS_THREAD_ID);
    thread.javaThreadAddress = slot.getLong(BoardFormatV1.SLOT_JAVA_THREAD);
    thread.threadName =
        text(
            BoardFormatV1.SLOT_NAME,
            slot.getInt(BoardFormatV1.SLOT_NAME_LENGTH),
            BoardFormatV1.SLOT_NAME_MAX);
    int depth = clamp(slot.getInt(BoardFormatV1.SLOT_DEPTH), BoardFormatV1.MAX_DEPTH);
    for (int i = 0; i < depth; i++) {
      int at = BoardFormatV1.SLOT_ACTIVITIES + i * BoardFormatV1.ACTIVITY_SIZE;
      thread.activities.add(activity(at, nowNanos));
    }
    return thread;
  }

  private ActivityDTO activity(int at, long nowNanos) {
    ActivityDTO activity = new ActivityDTO();
    activity.kind = kind(slot.getInt(at + BoardFormatV1.ACTIVITY_KIND));
    activity.job = name(slot.getInt(at + BoardFormatV1.ACTIVITY_JOB));
    activity.database = name(slot.getInt(at + BoardFormatV1.ACTIVITY_DATABASE));
    activity.requestId = slot.getLong(at + BoardFormatV1.ACTIVITY_REQUEST);
    activity.startedAtMicros = slot.getLong(at + BoardFormatV1.ACTIVITY_STARTED_WALL);
    long started = slot.getLong(at + BoardFormatV1.ACTIVITY_STARTED_MONOTONIC);
    activity.elapsedNanos = Math.max(0, nowNanos - started);
    activity.count = slot.getLong(at + BoardFormatV1.ACTIVITY_COUNT);
    activity.detail =
        text(
            at + BoardFormatV1.ACTIVITY_DETAIL,
            slot.getInt(at + BoardFormatV1.ACTIVITY_DETAIL_LENGTH),
            BoardFormatV1.ACTIVITY_DETAIL_MAX);
    return activity;
  }

  private static ActivityKind kind(int code) {
    for (ActivityKind kind : ActivityKind.values()) {
      if (kind.code() == code) {
        return kind;
      }
    }
    return ActivityKind.OTHER;
  }

  private String name(int id) {
    if (id < 0 || id >= geometry.names()) {
      return "?";
    }
    int at = geometry.namesOffset() + id * BoardFormatV1.NAME_SIZE;
    int lengthPlusOne = (int) INT.getAcquire(board, at + BoardFormatV1.NAME_LENGTH_PLUS_ONE);
    if (lengthPlusOne <= 0) {
      return "?";
    }
    byte[] bytes = new byte[clamp(lengthPlusOne - 1, BoardFormatV1.NAME_BYTES_MAX)];
    board.get(at + BoardFormatV1.NAME_BYTES, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String text(int at, int length, int max) {
    return new String(copy, at, clamp(length, max), StandardCharsets.UTF_8);
  }

  private static int clamp(int value, int max) {
    return Math.min(Math.max(value, 0), max);
  }
}
