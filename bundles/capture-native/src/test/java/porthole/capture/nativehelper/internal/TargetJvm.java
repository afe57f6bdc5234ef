// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@link CaptureTarget} that runs, and what jstack says of it. */
final class TargetJvm implements AutoCloseable {
  static final Path HELPER = Path.of("target", "native", "porthole-capture").toAbsolutePath();

  private static final Pattern HEADER = Pattern.compile("^\".*tid=0x([0-9a-f]+) .*");
  private static final Pattern FRAME =
      Pattern.compile("^\\s+at (.*)\\((?:[^/()]+@[^/()]+/)?(.*)\\)$");

  private final Path home;
  private final Process process;
  private final BufferedReader out;
  private final List<String> remarks = new ArrayList<>();

  /**
   * What is known of one thread.
   *
   * @param frames the innermost first
   * @param places where in their methods these are, which jstack does not tell
   * @param incomplete why they are not all, or empty
   */
  record Seen(
      String header, List<String> frames, List<Place> places, String incomplete, boolean stopped) {}

  /**
   * Where a frame is.
   *
   * @param className empty for a frame that is not Java's
   * @param bci the bytecode index, or -1
   */
  record Place(String className, String method, int line, long bci) {}

  private TargetJvm(Path home, Process process) {
    this.home = home;
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The home of an installed JDK of this major version, which may be the one that runs this. */
  static Optional<Path> jdk(int major) {
    if (Runtime.version().feature() == major) {
      return Optional.of(Path.of(System.getProperty("java.home")));
    }
    Path all = Path.of("/usr/lib/jvm");
    try (Stream<Path> homes = Files.isDirectory(all) ? Files.list(all) : Stream.empty()) {
      return homes.filter(home -> isMajor(home, major)).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMajor(Path home, int major) {
    try {
      return Files.exists(home.resolve("bin/jstack"))
          && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + major + ".");
    } catch (IOException e) {
      return false;
    }
  }

  static TargetJvm start(Path home, int busy, List<String> flags) throws IOException {
    return start(home, flags, Integer.toString(busy));
  }

  /** One whose threads all do something, never the same for long. */
  static TargetJvm churning(Path home, int threads, List<String> flags) throws IOException {
    return start(home, flags, Integer.toString(threads), "churn");
  }

  private static TargetJvm start(Path home, List<String> flags, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
    command.addAll(flags);
    command.addAll(List.of(CaptureTarget.class.getName(), HELPER.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    TargetJvm jvm = new TargetJvm(home, builder.start());
    jvm.expect("ready");
    return jvm;
  }

  private void expect(String wanted) throws IOException {
    String line = out.readLine();
    while (line != null && !line.equals(wanted)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("The target ended before it said " + wanted + ".");
    }
  }

  long pid() {
    return process.pid();
  }

  /** By the address of the JavaThread, in hexadecimal; the others under their OS id, negated. */
  Map<String, Seen> capture(String options) throws IOException {
    say("capture " + options);
    return captured();
  }

  /** Begins a capture, and returns the process id of its helper, which waits to be granted. */
  long hold(String options) throws IOException {
    say("capture held " + options);
    String line = out.readLine();
    if (line == null || !line.startsWith("helper\t")) {
      throw new IOException("The target did not name its helper, but said " + line);
    }
    return Long.parseLong(line.substring("helper\t".length()));
  }

  /** The capture that was held goes on to its end. */
  Map<String, Seen> letGo() throws IOException {
    sayGo();
    return captured();
  }

  /** The same, for one that will not come to its end. */
  void sayGo() throws IOException {
    say("go on");
  }

  private void say(String line) throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append(line + "\n").flush();
  }

  private Map<String, Seen> captured() throws IOException {
    Map<String, Seen> threads = new LinkedHashMap<>();
    List<String> frames = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    String failure = "";
    remarks.clear();
    for (String line = out.readLine(); !"done".equals(line); line = out.readLine()) {
      if (line == null) {
        throw new IOException("The target ended during a capture.");
      }
      String[] parts = line.split("\t", -1);
      switch (parts[0]) {
        case "failed" -> failure = parts[1];
        case "remark" -> remarks.add(parts[1]);
        case "thread" -> {
          frames = new ArrayList<>();
          places = new ArrayList<>();
          String key = parts[1].equals("0") ? "-" + parts[2] : parts[1];
          threads.put(key, new Seen(line, frames, places, parts[5], parts[3].equals("true")));
        }
        case "frame" -> {
          frames.add(normal(parts[1]));
          int number = Integer.parseInt(parts[4]);
          places.add(new Place(parts[2], parts[3], number, Long.parseLong(parts[5])));
        }
        default -> {
          // Figures of the capture.
        }
      }
    }
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
    return threads;
  }

  /** Starts a {@link MountedThread}. */
  void mount() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append("mount\n").flush();
    expect("mounted");
  }

  /** Those of the last capture. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  Map<String, Seen> jstack() throws IOException {
    Process jstack =
        new ProcessBuilder(home.resolve("bin/jstack").toString(), Long.toString(pid()))
            .redirectErrorStream(true)
            .start();
    Map<String, Seen> threads = new LinkedHashMap<>();
    List<String> frames = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(jstack.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Matcher header = HEADER.matcher(line);
        Matcher frame = FRAME.matcher(line);
        if (header.matches()) {
          frames = new ArrayList<>();
          threads.put(trimmed(header.group(1)), new Seen(line, frames, List.of(), "", false));
        } else if (frame.matches()) {
          frames.add(normal(frame.group(1) + "(" + frame.group(2) + ")"));
        } else if (line.contains("Carrying virtual thread")) {
          // What it carries is not shown by jstack.
          frames.add("carrier");
        }
      }
    }
    return threads;
  }

  private static String trimmed(String hexadecimal) {
    return Long.toHexString(Long.parseUnsignedLong(hexadecimal, 16));
  }

  /** Hidden classes are written in two ways. */
  private static String normal(String frame) {
    return frame.replace("+0x", "/0x");
  }

  @Override
  public void close() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).close();
    process.destroyForcibly();
  }
}
