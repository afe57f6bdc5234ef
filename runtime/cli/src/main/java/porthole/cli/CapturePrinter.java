// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import com.google.gson.JsonElement;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import porthole.lib.capture.condition.Condition;

/** Prints a capture as text: what works first, what rests in short. */
final class CapturePrinter {
  private static final int MOST_NAMES = 8;

  private final PrintStream out;
  private final boolean all;
  private final FramePrinter frames;

  /**
   * A printer.
   *
   * @param all whether every frame of every stack is printed, those of idle threads too
   */
  CapturePrinter(PrintStream out, boolean all) {
    this.out = out;
    this.all = all;
    this.frames = new FramePrinter(out, all);
  }

  void print(Capture capture, StackFilter filter) {
    List<Capture.Stack> found = capture.stacks().stream().filter(filter::matches).toList();
    capture.heading().forEach(out::println);
    Comparator<Capture.Stack> busiest =
        Comparator.comparing(
                (Capture.Stack stack) ->
                    stack.condition() == Condition.BLOCKED || stack.marked() ? 0 : 1)
            .thenComparing(Comparator.comparingDouble(Capture.Stack::cpu).reversed());
    group("Working", of(found, busiest, Condition.BLOCKED, Condition.WORKING));
    List<Capture.Stack> looking = of(found, busiest, Condition.CAPTURING);
    if (!looking.isEmpty()) {
      group("Taking this capture", looking);
    }
    idle(
        of(
            found,
            Comparator.comparing((Capture.Stack stack) -> -stack.threads().size()),
            Condition.IDLE));
    Capture.VirtualThreads virtual = capture.virtualThreads();
    if (virtual != null) {
      virtual(virtual, filter);
    }
  }

  private void virtual(Capture.VirtualThreads threads, StackFilter filter) {
    out.println();
    out.println("Virtual, not mounted: " + threads.summary());
    for (Capture.VirtualStack stack : threads.stacks()) {
      if (filter.matches(stack)) {
        out.println();
        out.println(
            joined(Figures.plural(stack.names().size(), "thread"), stack.state(), some(stack)));
        frames.print(stack.frames());
      }
    }
  }

  private static String some(Capture.VirtualStack stack) {
    int more = stack.names().size() - MOST_NAMES;
    String names = stack.names().stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return more > 0 ? names + ", and " + more + " more" : names;
  }

  private static List<Capture.Stack> of(
      List<Capture.Stack> stacks, Comparator<Capture.Stack> order, Condition... conditions) {
    Set<Condition> wanted = Set.of(conditions);
    return stacks.stream()
        .filter(stack -> wanted.contains(stack.condition()))
        .sorted(order)
        .toList();
  }

  private void group(String title, List<Capture.Stack> stacks) {
    heading(title, stacks);
    for (Capture.Stack stack : stacks) {
      out.println();
      full(stack);
    }
  }

  private void idle(List<Capture.Stack> stacks) {
    heading("Idle", stacks);
    for (Capture.Stack stack : stacks) {
      if (all) {
        out.println();
        full(stack);
      } else {
        String at = stack.frames().isEmpty() ? "" : "  at " + stack.frames().get(0).text();
        out.printf("  %4d  %s%s%n", stack.threads().size(), names(stack.threads()), at);
      }
    }
  }

  private void heading(String title, List<Capture.Stack> stacks) {
    long threads = stacks.stream().mapToLong(stack -> stack.threads().size()).sum();
    out.println();
    out.println(
        title
            + ": "
            + Figures.plural(threads, "thread")
            + " in "
            + Figures.plural(stacks.size(), "stack"));
  }

  private void full(Capture.Stack stack) {
    stack.threads().forEach(this::thread);
    frames.print(stack.frames());
  }

  private void thread(Capture.CapturedThread thread) {
    Capture.Identity identity = thread.identity();
    out.println(
        joined(
            "\"" + identity.name() + "\"",
            "id " + identity.id(),
            "cpu " + Figures.percent(thread.cpu()),
            identity.state()));
    thread.activities().forEach(activity -> out.println("    " + words(activity)));
    if (!thread.lock().isEmpty()) {
      out.println("    waits for " + inOneLine(thread.lock()));
    }
    for (Map.Entry<String, JsonElement> field : thread.fields().entrySet()) {
      out.println("    " + field.getKey() + ": " + plain(field.getValue()));
    }
    if (!identity.incomplete().isEmpty()) {
      out.println("    incomplete: " + identity.incomplete());
    }
  }

  private static String words(Capture.Activity activity) {
    Capture.Subject subject = activity.subject();
    Double elapsed = activity.elapsedMillis();
    return joined(
        subject.kind(),
        subject.job(),
        subject.database().isEmpty() ? "" : "database " + subject.database(),
        subject.requestId() == 0 ? "" : "request " + subject.requestId(),
        elapsed == null ? "" : Figures.duration(elapsed),
        activity.detail(),
        activity.count() == 0 ? "" : Figures.plural(activity.count(), "item"));
  }

  private static String plain(JsonElement value) {
    return inOneLine(value.isJsonPrimitive() ? value.getAsString() : value.toString());
  }

  /** Ids and queries may hold what a terminal would obey. */
  private static String inOneLine(String text) {
    return text.replaceAll("\\p{Cc}", " ");
  }

  private static String joined(String... parts) {
    StringJoiner line = new StringJoiner("  ");
    for (String part : parts) {
      if (!part.isEmpty()) {
        line.add(part);
      }
    }
    return inOneLine(line.toString());
  }

  /** Names alike but for their numbers stand once. */
  private static String names(List<Capture.CapturedThread> threads) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Capture.CapturedThread thread : threads) {
      String name = thread.identity().name();
      String pattern = name.replaceAll("\\d+", "#");
      names.merge(pattern, name, (first, second) -> pattern);
    }
    return inOneLine(String.join(", ", names.values()));
  }
}
