// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.work;

import static java.lang.System.Logger.Level.WARNING;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets many tasks share a few threads, a step at a time. Groups take turns, and within a group its
 * tasks do, so neither many tasks nor much work of one group keep another waiting for longer than
 * one step of each. A task never runs twice at a time. Thread-safe.
 */
public final class FairScheduler {
  private static final System.Logger LOG = System.getLogger("porthole.indexing");

  /** Something that is done in steps. */
  @FunctionalInterface
  public interface Task {
    /** Does a step, a short one; says whether there is another one to be done now. */
    boolean step();
  }

  private enum State {
    WAITING,
    RUNNING,
    RUNNING_AND_WOKEN
  }

  private final Executor threads;
  private final IntSupplier limit;

  // Guarded by this. A group is here while a task of it waits; a task while it waits or runs.
  private final LinkedHashMap<String, Deque<Task>> groups = new LinkedHashMap<>();
  private final Map<Task, State> states = new HashMap<>();
  private int workers;

  private record Turn(String group, Task task) {}

  /**
   * With nothing to do.
   *
   * @param threads what steps are run by; has to have as many threads as the limit
   * @param limit how many steps may run at a time; asked whenever one could begin
   */
  public FairScheduler(Executor threads, IntSupplier limit) {
    this.threads = threads;
    this.limit = limit;
  }

  /** There is something to be done for a task: sees to it that a step begins after this call. */
  public void wake(String group, Task task) {
    if (enqueue(group, task)) {
      threads.execute(this::work);
    }
  }

  private synchronized boolean enqueue(String group, Task task) {
    State state = states.get(task);
    if (state == null) {
      waits(group, task);
    } else if (state == State.RUNNING) {
      states.put(task, State.RUNNING_AND_WOKEN);
    }
    boolean another = state == null && workers < limit.getAsInt();
    workers += another ? 1 : 0;
    return another;
  }

  private void waits(String group, Task task) {
    states.put(task, State.WAITING);
    groups.computeIfAbsent(group, unused -> new ArrayDeque<>()).add(task);
  }

  private void work() {
    for (Turn turn = next(); turn != null; turn = next()) {
      boolean more = false;
      try {
        more = turn.task().step();
      } catch (RuntimeException | Error e) {
        LOG.log(WARNING, "A step for " + turn.group() + " failed.", e);
      } finally {
        ended(turn, more);
      }
    }
  }

  private synchronized @Nullable Turn next() {
    if (groups.isEmpty() || workers > limit.getAsInt()) {
      workers--;
      return null;
    }
    Iterator<Map.Entry<String, Deque<Task>>> first = groups.entrySet().iterator();
    Map.Entry<String, Deque<Task>> group = first.next();
    String name = group.getKey();
    Deque<Task> tasks = group.getValue();
    first.remove();
    Task task = tasks.remove();
    if (!tasks.isEmpty()) {
      groups.put(name, tasks);
    }
    states.put(task, State.RUNNING);
    return new Turn(name, task);
  }

  private synchronized void ended(Turn turn, boolean more) {
    State state = states.remove(turn.task());
    if (more || state == State.RUNNING_AND_WOKEN) {
      waits(turn.group(), turn.task());
    }
  }
}
