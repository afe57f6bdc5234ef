// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.dump;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawLock;
import porthole.capture.api.RawThread;

/**
 * Reads a thread dump as HotSpot 17 to 25 print it, with or without {@code -l} and {@code -e}.
 *
 * <p>What is not understood is left out; a dump never fails to be read as a whole.
 */
public final class ThreadDump {
  // A name may hold quotes and line breaks: the header goes on until its tid= is seen.
  private static final int MAX_HEADER_LINES = 32;
  private static final Pattern STATE =
      Pattern.compile("   java\\.lang\\.Thread\\.State: ([A-Z_]+).*");
  private static final Pattern MOUNTED = Pattern.compile("   Mounted virtual thread #(\\d+).*");
  private static final Pattern LIST_LENGTH =
      Pattern.compile("_java_thread_list=\\S+, length=(\\d{1,9}),.*");
  private static final Pattern DEADLOCK = Pattern.compile("Found .*deadlock.*:");

  private final String[] lines;
  private int next;
  private final RawCapture capture = new RawCapture();
  private final Map<String, Long> owners = new HashMap<>();
  private int listed;
  private int javaThreads;
  private @Nullable RawThread current;

  private ThreadDump(String text) {
    this.lines = text.split("\r?\n", -1);
  }

  /** The threads of a dump. */
  public static RawCapture parse(String text) {
    return new ThreadDump(text).parse();
  }

  private RawCapture parse() {
    while (next < lines.length && !lines[next].startsWith("JNI global ref")) {
      line(lines[next++]);
    }
    while (next < lines.length) {
      deadlock(lines[next++]);
    }
    capture.threadsMissed = Math.max(0, listed - javaThreads);
    capture.threads.forEach(this::nameOwner);
    return capture;
  }

  private void line(String line) {
    RawThread thread = current;
    if (line.startsWith("\"")) {
      header(line);
    } else if (thread == null) {
      preamble(line);
    } else if (line.startsWith("\tat ")) {
      thread.frames.add(FrameLine.parse(line.substring(4)));
    } else if (line.startsWith("\t- ")) {
      lock(thread, LockLine.parse(line.substring(3)));
    } else if (line.startsWith("   ")) {
      detail(thread, line);
    }
  }

  private void preamble(String line) {
    Matcher length = LIST_LENGTH.matcher(line);
    if (length.matches()) {
      listed = Integer.parseInt(length.group(1));
    }
  }

  private void header(String first) {
    StringBuilder text = new StringBuilder(first);
    List<String> more = new ArrayList<>();
    RawThread thread = HeaderLine.parse(first);
    while (thread == null && more.size() < MAX_HEADER_LINES && next + more.size() < lines.length) {
      more.add(lines[next + more.size()]);
      text.append('\n').append(more.get(more.size() - 1));
      thread = HeaderLine.parse(text.toString());
    }
    if (thread == null) {
      return;
    }
    next += more.size();
    javaThreads += thread.nativeThread ? 0 : 1;
    capture.threads.add(thread);
    current = thread;
  }

  private void detail(RawThread thread, String line) {
    Matcher state = STATE.matcher(line);
    if (state.matches()) {
      thread.state = state(state.group(1));
      return;
    }
    Matcher mounted = MOUNTED.matcher(line);
    if (mounted.matches()) {
      RawThread virtual = new RawThread();
      virtual.threadId = Long.parseLong(mounted.group(1));
      virtual.name = "virtual #" + virtual.threadId;
      capture.threads.add(virtual);
      current = virtual;
    }
  }

  private static Thread.@Nullable State state(String name) {
    for (Thread.State state : Thread.State.values()) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    return null;
  }

  private void lock(RawThread thread, @Nullable LockLine line) {
    if (line == null) {
      return;
    }
    if (line.held()) {
      boolean released = thread.lock != null && thread.lock.identity().equals(line.identity());
      if (!released && thread.threadId != 0) {
        owners.put(line.identity(), thread.threadId);
      }
    } else if (thread.lock == null) {
      thread.lock = new RawLock(line.className(), line.identity(), line.waiting(), 0);
    }
  }

  private void nameOwner(RawThread thread) {
    RawLock lock = thread.lock;
    if (lock != null) {
      long owner = owners.getOrDefault(lock.identity(), 0L);
      thread.lock = new RawLock(lock.className(), lock.identity(), lock.waiting(), owner);
    }
  }

  private void deadlock(String line) {
    if (DEADLOCK.matcher(line).matches()) {
      capture.remarks.add("The JVM found a deadlock; its threads are those blocked on each other.");
    }
  }
}
