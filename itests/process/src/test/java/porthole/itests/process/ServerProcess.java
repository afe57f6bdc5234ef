// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The shipped server, started as an operator would, with its console at hand. */
public final class ServerProcess implements AutoCloseable {
  private static final String AVAILABLE = "Server available on: ";
  private static final long PATIENCE_SECONDS = 90;
  private static final String END = "\u0000end of output";

  private final Process process;
  private final Path data;
  private final Path deploy;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();
  private String url = "";

  private ServerProcess(Process process, Path data, Path deploy) {
    this.process = process;
    this.data = data;
    this.deploy = deploy;
    Thread reader = new Thread(this::readConsole, "console of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts the server on a free port without the demo and waits until it serves. */
  public static ServerProcess serving(Path data) throws IOException {
    return awaitServing(launch(data, "--port", "0", "--no-demo"));
  }

  /** The same, with more in its environment. */
  static ServerProcess serving(Map<String, String> environment, Path data) throws IOException {
    List<String> wrapper = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> wrapper.add(name + "=" + value));
    return awaitServing(launch(wrapper, data, "--port", "0", "--no-demo"));
  }

  /**
   * The same, where Ctrl-C counts: whoever runs the tests in the background lets every process
   * below ignore it.
   */
  static ServerProcess servingInForeground(Path data) throws IOException {
    List<String> wrapper = List.of("env", "--default-signal=INT");
    return awaitServing(launch(wrapper, data, "--port", "0", "--no-demo"));
  }

  /** Starts the server on a free port and waits until it serves; the demo loads meanwhile. */
  static ServerProcess servingWithDemo(Path data) throws IOException {
    return awaitServing(launch(data, "--port", "0"));
  }

  /** Starts {@code porthole run} with just these options and does not wait. */
  static ServerProcess launch(Path data, String... options) throws IOException {
    return launch(List.of(), data, options);
  }

  /**
   * Starts a copy of the distribution as another user and waits until it serves.
   *
   * @param wrapper runs the rest of its command line as that user, to whom {@code data} belongs
   */
  public static ServerProcess servingCopy(List<String> wrapper, Path dist, Path data)
      throws IOException {
    return awaitServing(launchCopy(wrapper, dist, data));
  }

  /** Starts a copy of the distribution with more options and waits until it serves. */
  static ServerProcess servingCopy(Path dist, Path data, String... options) throws IOException {
    Path deploy = Files.createDirectories(dist.resolve("deploy"));
    List<String> more = new ArrayList<>(List.of("--port", "0", "--no-demo"));
    more.addAll(List.of(options));
    return awaitServing(
        launch(
            List.of(dist.resolve("bin/porthole").toString()),
            data,
            deploy,
            more.toArray(String[]::new)));
  }

  /** The same without waiting. */
  public static ServerProcess launchCopy(List<String> wrapper, Path dist, Path data)
      throws IOException {
    Path deploy = Files.createDirectories(dist.resolve("deploy"));
    List<String> command = new ArrayList<>(wrapper);
    command.add(dist.resolve("bin/porthole").toString());
    return launch(command, data, deploy, "--port", "0", "--no-demo");
  }

  /** The same, as the last words of another command. */
  static ServerProcess launch(List<String> wrapper, Path data, String... options)
      throws IOException {
    Path scratch = Files.createDirectories(Path.of(System.getProperty("porthole.scratch")));
    Path deploy = Files.createTempDirectory(scratch.toAbsolutePath(), "deploy");
    List<String> command = new ArrayList<>(wrapper);
    command.add(dist().resolve("bin/porthole").toString());
    return launch(command, data, deploy, options);
  }

  private static ServerProcess launch(
      List<String> porthole, Path data, Path deploy, String... options) throws IOException {
    List<String> command = new ArrayList<>(porthole);
    command.add("run");
    command.addAll(List.of("--data", data.toString(), "--deploy", deploy.toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", javaHome());
    return new ServerProcess(builder.start(), data, deploy);
  }

  /** The JDK that servers run on. */
  public static String javaHome() {
    return System.getProperty("porthole.serverJavaHome", System.getProperty("java.home"));
  }

  public static Path dist() {
    return Path.of(System.getProperty("porthole.dist")).toAbsolutePath().normalize();
  }

  private void readConsole() {
    try (BufferedReader console = process.inputReader()) {
      for (String line = console.readLine(); line != null; line = console.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("console unreadable: " + e);
    }
    lines.add(END);
  }

  private static ServerProcess awaitServing(ServerProcess server) {
    String line = server.awaitLine(printed -> printed.startsWith(AVAILABLE));
    server.url = line.substring(AVAILABLE.length()).strip();
    return server;
  }

  /** The first line from here on that fits; fails with the whole console when none comes. */
  public String awaitLine(Predicate<String> wanted) {
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (true) {
        String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (line == null || line.equals(END)) {
          throw new AssertionError("The awaited line never came. Console:\n" + console());
        }
        seen.add(line);
        if (wanted.test(line)) {
          return line;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted; console:\n" + console(), e);
    }
  }

  /** Waits for the process to end by itself. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The server did not end. Console:\n" + console());
    }
    awaitEndOfConsole();
    return process.exitValue();
  }

  private void awaitEndOfConsole() throws InterruptedException {
    for (String line = lines.take(); !line.equals(END); line = lines.take()) {
      seen.add(line);
    }
  }

  /** Everything printed so far. */
  public String console() {
    for (String line = lines.poll(); line != null && !line.equals(END); line = lines.poll()) {
      seen.add(line);
    }
    return String.join("\n", seen);
  }

  String url() {
    return url;
  }

  public int port() {
    return URI.create(url).getPort();
  }

  Path data() {
    return data;
  }

  Path deploy() {
    return deploy;
  }

  String token() {
    try {
      return Files.readString(data.resolve("admin-token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** The processes that the server has started and that still run. */
  List<ProcessHandle> helpers() {
    return process.descendants().filter(ProcessHandle::isAlive).toList();
  }

  void writeLine(String line) throws IOException {
    var stdin = process.outputWriter();
    stdin.write(line + "\n");
    stdin.flush();
  }

  /** SIGTERM; not by the process itself, which would close its console too. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** SIGINT, as Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    Command.run("kill", "-INT", process.pid()).expectSuccess();
  }

  /** SIGKILL, as a crash. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    terminate();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("The server did not shut down. Console:\n" + console());
    }
  }
}
