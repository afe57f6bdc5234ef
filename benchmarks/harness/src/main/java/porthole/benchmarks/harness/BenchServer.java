// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The shipped server, in a process of its own, on a free port and with data of its own. */
public final class BenchServer implements AutoCloseable {
  private static final String AVAILABLE = "Server available on: ";
  private static final long PATIENCE_SECONDS = 90;

  private final Process process;
  private final Path directory;
  private final URI url;
  private final String token;

  /**
   * What to start.
   *
   * @param dist the distribution
   * @param jdkHome the JDK that it runs on
   * @param jvmOptions words without spaces
   * @param bundles to be deployed
   */
  public record Plan(Path dist, Path jdkHome, List<String> jvmOptions, List<Path> bundles) {}

  private BenchServer(Process process, Path directory) throws IOException {
    this.process = process;
    this.directory = directory;
    this.url = URI.create(awaitUrl());
    this.token = Files.readString(directory.resolve("data/admin-token")).strip();
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param directory for its data and its console, made if missing
   */
  public static BenchServer start(Plan plan, Path directory) throws IOException {
    Path deploy = Files.createDirectories(directory.resolve("deploy"));
    for (Path bundle : plan.bundles()) {
      Files.copy(bundle, deploy.resolve(bundle.getFileName().toString()));
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            plan.dist().resolve("bin/porthole").toString(),
            "run",
            "--port=0",
            "--no-demo",
            "--data=" + directory.resolve("data"),
            "--deploy=" + deploy);
    builder.environment().put("JAVA_HOME", plan.jdkHome().toString());
    builder.environment().put("JAVA_OPTS", String.join(" ", plan.jvmOptions()));
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("console").toFile());
    Process process = builder.start();
    // A benchmark that is broken off leaves no server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      return new BenchServer(process, directory);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private String awaitUrl() throws IOException {
    long deadline = Clock.nanos() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && Clock.nanos() < deadline) {
      for (String line : console().split("\n", -1)) {
        if (line.startsWith(AVAILABLE) && console().contains(line + "\n")) {
          return line.substring(AVAILABLE.length()).strip();
        }
      }
      Clock.rest(20);
    }
    throw new IOException("The server did not come to serve. Console:\n" + console());
  }

  private String console() throws IOException {
    return Files.readString(directory.resolve("console"), StandardCharsets.UTF_8);
  }

  public long pid() {
    return process.pid();
  }

  public Path directory() {
    return directory;
  }

  /** Where it serves. */
  public URI url() {
    return url;
  }

  /**
   * The body of a 200.
   *
   * @param path such as {@code /admin/capture}
   * @throws IOException for any other answer, with its body
   */
  public byte[] get(String path) throws IOException {
    return answer(open("GET", path), 200);
  }

  /** Sends JSON; the body of a 201. */
  public byte[] put(String path, byte[] json) throws IOException {
    HttpURLConnection connection = open("PUT", path);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.getOutputStream().write(json);
    return answer(connection, 201);
  }

  private HttpURLConnection open(String method, String path) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.resolve(path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setRequestProperty("Authorization", "Bearer " + token);
    connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    return connection;
  }

  private static byte[] answer(HttpURLConnection connection, int expected) throws IOException {
    int status = connection.getResponseCode();
    InputStream stream =
        status == expected ? connection.getInputStream() : connection.getErrorStream();
    byte[] body = stream == null ? new byte[0] : stream.readAllBytes();
    if (status != expected) {
      throw new IOException(
          connection.getRequestMethod()
              + " "
              + connection.getURL()
              + " answered "
              + status
              + ": "
              + new String(body, StandardCharsets.UTF_8));
    }
    return body;
  }

  /** The same as text, waited for: what is deployed takes a moment to be there. */
  public String await(String path) throws IOException {
    long deadline = Clock.nanos() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        return new String(get(path), StandardCharsets.UTF_8);
      } catch (IOException e) {
        if (!process.isAlive() || Clock.nanos() > deadline) {
          throw new IOException(e.getMessage() + " Console:\n" + console(), e);
        }
        Clock.rest(100);
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new UncheckedIOException(new IOException("The server did not shut down."));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
