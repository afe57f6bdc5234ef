// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.start;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import porthole.benchmarks.harness.Clock;

/** The shipped server in a process of its own, asked from the moment of its start. */
final class TimedServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final int PAUSE_MILLIS = 2;
  private static final int CLOCK_TICKS = 100;

  private final Process process;
  private final Path data;
  private final URI url;
  private final long begin;

  private TimedServer(Process process, Path data, URI url, long begin) {
    this.process = process;
    this.data = data;
    this.url = url;
    this.begin = begin;
  }

  /**
   * Starts it and does not wait.
   *
   * @param command the words before the options of {@code run}
   */
  static TimedServer start(List<String> command, Path jdkHome, Path data, String... options)
      throws IOException {
    Files.createDirectories(data);
    int port = freePort();
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--port", Integer.toString(port), "--no-demo"));
    words.addAll(List.of("--data", data.toString(), "--deploy", data + "/deploy"));
    words.addAll(List.of(options));
    Files.createDirectories(data.resolve("deploy"));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("JAVA_HOME", jdkHome.toString());
    builder.redirectErrorStream(true).redirectOutput(data.resolve("console").toFile());
    long begin = Clock.nanos();
    Process process = builder.start();
    // A benchmark that is broken off leaves no server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new TimedServer(process, data, URI.create("http://127.0.0.1:" + port), begin);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Asks for it until it is answered with 200; milliseconds since the start. */
  double untilOk(String path) throws IOException {
    long deadline = begin + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (Clock.nanos() < deadline && process.isAlive()) {
      try {
        if (ask("GET", path, "") == HttpURLConnection.HTTP_OK) {
          return (Clock.nanos() - begin) / 1e6;
        }
      } catch (IOException e) {
        // Nobody listens yet.
      }
      Clock.rest(PAUSE_MILLIS);
    }
    throw new IOException(
        path + " never answered 200. Console:\n" + Files.readString(data.resolve("console")));
  }

  /** Milliseconds from the request until its 200 has been read. */
  double time(String path) throws IOException {
    long from = Clock.nanos();
    int status = ask("GET", path, "");
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException(path + " answered " + status);
    }
    return (Clock.nanos() - from) / 1e6;
  }

  /** The status of the answer, which is read to its end. */
  int ask(String method, String path, String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.resolve(path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    if (path.startsWith("/admin")) {
      connection.setRequestProperty(
          "Authorization", "Bearer " + Files.readString(data.resolve("admin-token")).strip());
    }
    if (!body.isEmpty()) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    var stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    if (stream != null) {
      stream.readAllBytes();
    }
    return status;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** CPU time of the whole process so far, to 10 ms. */
  double cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000.0 / CLOCK_TICKS;
  }

  /** Resident memory, MiB. */
  double residentMegabytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** What of the heap is in use after a collection, MiB. */
  double heapMegabytes(Path jdkHome) throws IOException, InterruptedException {
    jcmd(jdkHome, "GC.run");
    String histogram = jcmd(jdkHome, "GC.class_histogram");
    String total = histogram.substring(histogram.lastIndexOf("Total")).strip();
    return Long.parseLong(total.split("\\s+", -1)[2]) / (double) (1 << 20);
  }

  private String jcmd(Path jdkHome, String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                jdkHome.resolve("bin/jcmd").toString(), Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return said;
  }

  /** Ends it as a crash does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
