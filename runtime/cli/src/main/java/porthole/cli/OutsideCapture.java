// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawThread;
import porthole.lib.capture.condition.Condition;
import porthole.lib.capture.condition.ThreadSigns;
import porthole.lib.capture.frames.Conversation;
import porthole.lib.capture.frames.HelperFailedException;
import porthole.lib.capture.symbols.ElfNames;

/** Takes the stacks of a process that need not answer, with the rights of whoever runs this. */
final class OutsideCapture {
  private final Path home;
  private final Path program;
  private final OutsideRights rights;

  /** Captures with the program that comes with the distribution in {@code home}. */
  OutsideCapture(Path home) {
    this(home, new OutsideRights(Path.of("/proc")));
  }

  OutsideCapture(Path home, OutsideRights rights) {
    this.home = home;
    this.rights = rights;
    this.program = home.resolve("share").resolve("native").resolve("porthole-stacks");
  }

  Capture take(long pid, Wanted wanted) throws CliException {
    if (!Files.isExecutable(program)) {
      throw new CliException(ExitCode.FAILED, "there is no program " + program + ".");
    }
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new CliException(ExitCode.NO_SERVER, "there is no process " + pid + ".");
    }
    RawCapture raw = run(pid, wanted);
    BoardOf board = BoardOf.process(pid);
    Capture capture = new Capture(heading(pid, raw, board), stacks(pid, raw, board));
    return wanted.virtual()
        ? capture.with("! Only a server that answers can tell its virtual threads.")
        : capture;
  }

  private RawCapture run(long pid, Wanted wanted) throws CliException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add(Long.toString(pid));
    command.addAll(wanted.options());
    Process process = null;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return Conversation.readAnswer(process.getInputStream(), () -> {}, ElfNames.of(pid));
    } catch (HelperFailedException e) {
      throw new CliException(ExitCode.REFUSED, why(pid, e), e);
    } catch (IOException e) {
      throw new CliException(ExitCode.FAILED, program + " failed: " + e.getMessage(), e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private String why(long pid, HelperFailedException e) {
    String lacking = rights.advice(pid, home.resolve("bin/porthole") + " stacks --pid " + pid);
    return lacking.isEmpty() ? (e.failure().reason() + " " + e.failure().fix()).strip() : lacking;
  }

  private static List<String> heading(long pid, RawCapture raw, BoardOf board) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Stacks of process "
            + pid
            + ", from outside, "
            + Figures.plural(raw.threads.size(), "thread")
            + ", "
            + raw.threadsMissed
            + " missed");
    raw.remarks.forEach(remark -> lines.add("! " + remark));
    if (!board.problem().isEmpty()) {
      lines.add("! " + board.problem());
    }
    return lines;
  }

  private static List<Capture.Stack> stacks(long pid, RawCapture raw, BoardOf board) {
    Map<List<Object>, Capture.Stack> stacks = new LinkedHashMap<>();
    for (RawThread thread : raw.threads) {
      List<Capture.Frame> frames =
          thread.frames.stream().map(frame -> new Capture.Frame(text(frame), "")).toList();
      Capture.CapturedThread captured = thread(pid, thread, board);
      stacks
          .computeIfAbsent(
              List.of(frames, captured.condition().group()),
              key -> new Capture.Stack(frames, new ArrayList<>()))
          .threads()
          .add(captured);
    }
    return new ArrayList<>(stacks.values());
  }

  private static Capture.CapturedThread thread(long pid, RawThread thread, BoardOf board) {
    List<Capture.Activity> activities = board.activities(thread.javaThreadAddress);
    String state = runs(pid, thread.osThreadId) ? Thread.State.RUNNABLE.name() : "";
    Capture.Identity identity =
        new Capture.Identity(thread.osThreadId, name(pid, thread, board), state, thread.incomplete);
    Condition condition = condition(thread, state, activities);
    return new Capture.CapturedThread(identity, condition, -1, activities, "", Map.of());
  }

  private static Condition condition(
      RawThread thread, String state, List<Capture.Activity> activities) {
    RawFrame top =
        thread.frames.stream()
            .filter(frame -> !frame.className().isEmpty())
            .findFirst()
            .orElse(null);
    boolean inNative = top != null && top.line() == RawFrame.NATIVE_METHOD;
    // The packages of our bundles are named as they are.
    List<String> bundles = thread.frames.stream().map(RawFrame::className).toList();
    return new ThreadSigns(
            new ThreadSigns.Running(thread.nativeThread, state, -1, inNative),
            false,
            activities.stream().map(activity -> activity.subject().kind()).toList(),
            bundles)
        .condition();
  }

  /** Whether the kernel has it running, or it is stopped, so that nobody can tell. */
  private static boolean runs(long pid, long osThreadId) {
    try {
      Path file = Path.of("/proc/" + pid + "/task/" + osThreadId + "/stat");
      String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
      // After the name, which is in parentheses and may hold more of them.
      int state = stat.lastIndexOf(')') + 2;
      return state < stat.length() && "RTt".indexOf(stat.charAt(state)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String name(long pid, RawThread thread, BoardOf board) {
    String name = board.name(thread.javaThreadAddress);
    if (!name.isEmpty() || !thread.name.isEmpty()) {
      return name.isEmpty() ? thread.name : name;
    }
    try {
      // The first 15 bytes of the name are known to the kernel.
      return Files.readString(Path.of("/proc/" + pid + "/task/" + thread.osThreadId + "/comm"))
          .strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(RawFrame frame) {
    if (frame.className().isEmpty()) {
      return frame.file().isEmpty() ? frame.method() : frame.method() + " (" + frame.file() + ")";
    }
    return frame.className() + "." + frame.method() + "(" + place(frame) + ")";
  }

  private static String place(RawFrame frame) {
    if (frame.line() == RawFrame.NATIVE_METHOD) {
      return "Native Method";
    }
    String file = frame.file().isEmpty() ? "Unknown Source" : frame.file();
    return frame.line() > 0 ? file + ":" + frame.line() : file;
  }
}
