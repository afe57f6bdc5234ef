// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own that is talked to in lines, and ends when its input does. */
public final class Program implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final String name;
  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;
  private final Path errors;

  /**
   * Starts it.
   *
   * @param errors the file that its errors go to
   */
  public Program(String name, List<String> command, Path errors) throws IOException {
    this.name = name;
    this.errors = errors;
    process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    // A benchmark that is broken off leaves nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    out = process.inputReader(UTF_8);
    in = new PrintStream(process.getOutputStream(), true, UTF_8);
  }

  /** Its process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Its next line. */
  public String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException(name + " has ended. See " + errors);
    }
    return line;
  }

  /** Tells it something and waits for its answer. */
  public String ask(String line) throws IOException {
    in.println(line);
    return line();
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(name + " did not end.");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
