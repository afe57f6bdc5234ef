// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.lib.capture.condition.Condition;

/** Makes a {@link Capture} of the stack-trace route's answer. */
final class CaptureReader {
  /** Fields that are shown in a place of their own. */
  private static final Set<String> KNOWN =
      Set.of(
          "Id",
          "ManagedThreadId",
          "OSThreadId",
          "Name",
          "IsNative",
          "State",
          "Condition",
          "JavaState",
          "CpuUsage",
          "Duration",
          "TotalProcessorTime",
          "PrivilegedProcessorTime",
          "UserProcessorTime",
          "Lock",
          "Completeness",
          "Activity");

  private final Map<Long, JsonObject> threads = new HashMap<>();

  private CaptureReader() {}

  /**
   * Reads an answer.
   *
   * @throws CliException when it is not the stack-trace route's
   */
  static Capture read(JsonObject answer) throws CliException {
    try {
      return new CaptureReader().capture(answer);
    } catch (NullPointerException
        | IllegalStateException
        | ClassCastException
        | UnsupportedOperationException
        | NumberFormatException e) {
      throw new CliException(
          ExitCode.FAILED, "the server's answer is not one that this version understands: " + e, e);
    }
  }

  private Capture capture(JsonObject answer) {
    for (JsonElement thread : answer.getAsJsonArray("Threads")) {
      threads.put(thread.getAsJsonObject().get("Id").getAsLong(), thread.getAsJsonObject());
    }
    List<Capture.Stack> stacks = new ArrayList<>();
    for (JsonElement result : answer.getAsJsonArray("Results")) {
      stacks.addAll(stacks(result.getAsJsonObject()));
    }
    return new Capture(
        heading(answer.getAsJsonObject("Capture")),
        stacks,
        virtualThreads(answer.getAsJsonObject("VirtualThreads")));
  }

  private static List<String> heading(JsonObject capture) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Stacks at "
            + text(capture, "StartedAt")
            + ", by "
            + text(capture, "Backend")
            + " in "
            + Figures.duration(capture.get("WallMilliseconds").getAsDouble())
            + ", "
            + Figures.plural(capture.get("ThreadsSeen").getAsLong(), "thread")
            + ", "
            + capture.get("ThreadsMissed").getAsLong()
            + " missed");
    for (JsonElement element : capture.getAsJsonArray("Fallbacks")) {
      JsonObject one = element.getAsJsonObject();
      String line = "! " + text(one, "Backend") + " failed: " + text(one, "Reason");
      lines.add((line + " " + text(one, "Fix")).stripTrailing());
    }
    capture.getAsJsonArray("Remarks").forEach(remark -> lines.add("! " + remark.getAsString()));
    return lines;
  }

  /** One stack for those of its threads that work, one for those that rest. */
  private Collection<Capture.Stack> stacks(JsonObject result) {
    List<Capture.Frame> frames = frames(result);
    Map<Condition, Capture.Stack> stacks = new EnumMap<>(Condition.class);
    for (JsonElement id : result.getAsJsonArray("ThreadIds")) {
      @Nullable JsonObject json = threads.get(id.getAsLong());
      if (json != null) {
        Capture.CapturedThread thread = thread(json);
        stacks
            .computeIfAbsent(
                thread.condition().group(), group -> new Capture.Stack(frames, new ArrayList<>()))
            .threads()
            .add(thread);
      }
    }
    for (Capture.Stack stack : stacks.values()) {
      stack
          .threads()
          .sort(
              Comparator.comparing(Capture.CapturedThread::condition)
                  .thenComparing(
                      Comparator.comparingDouble(Capture.CapturedThread::cpu).reversed()));
    }
    return stacks.values();
  }

  private static Capture.@Nullable VirtualThreads virtualThreads(@Nullable JsonObject json) {
    if (json == null) {
      return null;
    }
    List<Capture.VirtualStack> stacks = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("Stacks")) {
      JsonObject stack = element.getAsJsonObject();
      List<String> names = new ArrayList<>();
      for (JsonElement thread : stack.getAsJsonArray("Threads")) {
        String name = text(thread.getAsJsonObject(), "Name");
        names.add(
            name.isEmpty() ? "#" + number(thread.getAsJsonObject(), "ManagedThreadId") : name);
      }
      stacks.add(new Capture.VirtualStack(text(stack, "JavaState"), names, frames(stack)));
    }
    return new Capture.VirtualThreads(summary(json), stacks);
  }

  private static String summary(JsonObject json) {
    long more = number(json, "More");
    boolean exact = json.get("MoreIsExact").getAsBoolean();
    String rest = "";
    if (!exact) {
      rest = more == 0 ? ", and perhaps more" : ", and " + more + " more at least";
    } else if (more > 0) {
      rest = ", and " + more + " more";
    }
    return Figures.plural(number(json, "Listed"), "thread")
        + rest
        + " (listed in "
        + Figures.duration(json.get("Milliseconds").getAsDouble())
        + ", after the stacks; "
        + number(json, "Mounted")
        + " mounted ones are with their carriers)";
  }

  private static List<Capture.Frame> frames(JsonObject result) {
    JsonArray texts = result.getAsJsonArray("StackTrace");
    @Nullable JsonArray bundles = result.getAsJsonArray("Bundles");
    List<Capture.Frame> frames = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      frames.add(
          new Capture.Frame(
              texts.get(i).getAsString(), bundles == null ? "" : bundles.get(i).getAsString()));
    }
    return frames;
  }

  private static Capture.CapturedThread thread(JsonObject thread) {
    double cpu = isNull(thread.get("CpuUsage")) ? -1 : thread.get("CpuUsage").getAsDouble();
    List<Capture.Activity> activities = activities(thread.get("Activity"));
    @Nullable JsonObject completeness = thread.getAsJsonObject("Completeness");
    Capture.Identity identity =
        new Capture.Identity(
            thread.get("Id").getAsLong(),
            text(thread, "Name"),
            text(thread, "JavaState"),
            completeness == null ? "" : text(completeness, "Reason"));
    Map<String, JsonElement> fields = new LinkedHashMap<>(thread.asMap());
    fields.keySet().removeAll(KNOWN);
    Condition condition = Condition.ofWord(text(thread, "Condition"));
    return new Capture.CapturedThread(
        identity, condition, cpu, activities, lock(thread.getAsJsonObject("Lock")), fields);
  }

  private static List<Capture.Activity> activities(@Nullable JsonElement element) {
    List<Capture.Activity> activities = new ArrayList<>();
    if (element != null && element.isJsonObject()) {
      activities.add(activity(element.getAsJsonObject()));
      @Nullable JsonArray within = element.getAsJsonObject().getAsJsonArray("Within");
      if (within != null) {
        within.forEach(one -> activities.add(activity(one.getAsJsonObject())));
      }
    }
    return activities;
  }

  private static Capture.Activity activity(JsonObject json) {
    JsonElement elapsed = json.get("ElapsedMilliseconds");
    return new Capture.Activity(
        new Capture.Subject(
            text(json, "Kind"),
            text(json, "Job"),
            text(json, "Database"),
            number(json, "RequestId")),
        isNull(elapsed) ? null : elapsed.getAsDouble(),
        text(json, "Detail"),
        number(json, "Count"));
  }

  private static String lock(@Nullable JsonObject lock) {
    if (lock == null) {
      return "";
    }
    String type = text(lock, "Class");
    String identity = text(lock, "Identity");
    String what = (type.isEmpty() ? "a lock" : type) + (identity.isEmpty() ? "" : " @ " + identity);
    if (!lock.has("OwnerManagedThreadId")) {
      return what;
    }
    return what
        + ", held by \""
        + text(lock, "OwnerName")
        + "\" (id "
        + number(lock, "OwnerId")
        + ")";
  }

  private static boolean isNull(@Nullable JsonElement element) {
    return element == null || element.isJsonNull();
  }

  private static String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return isNull(value) ? "" : value.getAsString();
  }

  private static long number(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return isNull(value) ? 0 : value.getAsLong();
  }
}
