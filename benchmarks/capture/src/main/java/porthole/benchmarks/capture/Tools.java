// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import porthole.benchmarks.harness.Clock;
import porthole.benchmarks.harness.Command;
import porthole.benchmarks.harness.Ran;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawThread;
import porthole.lib.capture.frames.Conversation;
import porthole.lib.capture.frames.HelperFailedException;
import porthole.lib.capture.symbols.ElfNames;

/** The tools that are measured. */
final class Tools {
  static final String NOTHING = "(nothing)";
  static final String HELPER = "porthole-stacks";
  static final String TRACED_HELPER = "porthole-stacks, watched";
  static final String COMMAND_LINE = "porthole stacks --pid";
  static final String ROUTE = "Porthole's route";
  static final String IN_PROCESS = "dumpAllThreads, warm";
  static final String JSTACK = "jstack";
  static final String JCMD = "jcmd Thread.print";
  static final String JHSDB = "jhsdb jstack";
  static final String EU_STACK = "eu-stack";

  static final String STACK_TRACE = "/admin/debug/threads/stack-trace";

  private static final long PATIENCE_SECONDS = 60;

  private final Places places;

  Tools(Places places) {
    this.places = places;
  }

  /** A part of a tool: what a run does. */
  @FunctionalInterface
  private interface Body {
    Tool.Outcome run(Target target) throws IOException, InterruptedException;
  }

  private record Named(String name, boolean isSlow, Body body) implements Tool {
    @Override
    public Outcome run(Target target) throws IOException, InterruptedException {
      return body.run(target);
    }
  }

  /** How much the measuring itself shows. */
  Tool nothing() {
    return new Named(NOTHING, false, target -> new Tool.Outcome(0, 0, Freezes.NONE));
  }

  Tool helper() {
    return new Named(
        HELPER,
        false,
        target -> {
          Ran ran = run(target, Map.of(), places.helper().toString(), pid(target));
          return outcome(ran, holdsOf(answer(ran.output())));
        });
  }

  /** The same helper, linked so that the shim sees what it does to threads. */
  Tool tracedHelper() {
    FreezeFile file = freezes("traced-helper");
    return new Named(
        TRACED_HELPER,
        false,
        target -> {
          Ran ran = run(target, file.environment(), places.tracedHelper().toString(), pid(target));
          answer(ran.output());
          return outcome(ran, file.read(ran.end()));
        });
  }

  Tool commandLine() {
    Path porthole = places.dist().resolve("bin/porthole");
    return new Named(
        COMMAND_LINE,
        false,
        target ->
            outcome(
                run(
                    target,
                    Map.of("JAVA_HOME", places.jdkHome().toString()),
                    porthole.toString(),
                    "stacks",
                    "--all",
                    "--pid",
                    pid(target)),
                Freezes.NONE));
  }

  Tool route() {
    return new Named(
        ROUTE,
        false,
        target -> {
          long begin = Clock.nanos();
          byte[] body = target.get(STACK_TRACE);
          long wall = Clock.nanos() - begin;
          return new Tool.Outcome(wall, 0, holdsOf(new String(body, UTF_8)));
        });
  }

  Tool inProcess() {
    return new Named(IN_PROCESS, false, target -> new Tool.Outcome(target.dump(), 0, Freezes.NONE));
  }

  Tool jstack() {
    return command(JSTACK, "jstack");
  }

  Tool jcmd() {
    return command(JCMD, "jcmd", "Thread.print");
  }

  Tool jhsdb() {
    FreezeFile file = freezes("jhsdb");
    return new Named(
        JHSDB,
        true,
        target -> {
          String jhsdb = places.jdkTool("jhsdb").toString();
          return slow(target, file, jhsdb, "jstack", "--pid", pid(target));
        });
  }

  /** Of elfutils: C and C++ frames only, it knows nothing of Java. */
  Tool euStack() {
    FreezeFile file = freezes("eu-stack");
    return new Named(EU_STACK, true, target -> slow(target, file, "eu-stack", "-p", pid(target)));
  }

  private Tool command(String name, String program, String... operation) {
    return new Named(
        name,
        false,
        target -> {
          List<String> words = new ArrayList<>(List.of(places.jdkTool(program).toString()));
          words.add(pid(target));
          words.addAll(List.of(operation));
          return outcome(run(target, Map.of(), words.toArray(String[]::new)), Freezes.NONE);
        });
  }

  private FreezeFile freezes(String name) {
    return new FreezeFile(places.shim(), places.scratch().resolve(name + ".freezes"));
  }

  private static String pid(Target target) {
    return Long.toString(target.pid());
  }

  private static Tool.Outcome outcome(Ran ran, Freezes freezes) {
    return new Tool.Outcome(ran.wallNanos(), ran.cpuNanos(), freezes);
  }

  private static Ran run(Target target, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Ran ran = start(target, environment, words);
    if (ran.exitCode() != 0) {
      throw failed(words[0], ran);
    }
    return ran;
  }

  private static Ran start(Target target, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Path output = target.file("output");
    return new Command(List.of(words), environment, output, PATIENCE_SECONDS).run();
  }

  /**
   * One that may exit with 1 since it failed for one thread of many, and takes as long as it does.
   */
  private Tool.Outcome slow(Target target, FreezeFile file, String... words)
      throws IOException, InterruptedException {
    Path output = target.file("output");
    Ran ran =
        new Command(List.of(words), file.environment(), output, places.patienceSeconds()).run();
    if (ran.exitCode() >= 0 && Files.size(output) == 0) {
      throw failed(words[0], ran);
    }
    Freezes freezes = file.read(ran.end());
    return new Tool.Outcome(ran.wallNanos(), ran.cpuNanos(), freezes, ran.exitCode() < 0);
  }

  private static IOException failed(String what, Ran ran) throws IOException {
    String errors =
        Files.readString(
            ran.output().resolveSibling(ran.output().getFileName() + ".errors"), UTF_8);
    return new IOException(
        ran.exitCode() < 0
            ? what + " took longer than " + PATIENCE_SECONDS + " s"
            : what + " ended with " + ran.exitCode() + ": " + errors.strip());
  }

  private static RawCapture answer(Path output) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(output))) {
      return Conversation.readAnswer(in, () -> {}, new ElfNames());
    } catch (HelperFailedException e) {
      throw new IOException(e.failure().reason(), e);
    }
  }

  private static Freezes holdsOf(RawCapture capture) {
    List<Long> holds = new ArrayList<>();
    for (RawThread thread : capture.threads) {
      if (thread.heldNanos > 0) {
        holds.add(thread.heldNanos);
      }
    }
    return Freezes.traced(holds, holds.size());
  }

  /** From the answer of the route, which must be the native helper's. */
  private static Freezes holdsOf(String json) throws IOException {
    JsonObject answer = JsonParser.parseString(json).getAsJsonObject();
    String backend = answer.getAsJsonObject("Capture").get("Backend").getAsString();
    if (!backend.equals("native")) {
      throw new IOException("The backend " + backend + " answered: " + answer.get("Capture"));
    }
    List<Long> holds = new ArrayList<>();
    for (JsonElement element : answer.getAsJsonArray("Threads")) {
      JsonElement held = element.getAsJsonObject().get("HeldMicroseconds");
      if (held != null && !held.isJsonNull() && held.getAsDouble() > 0) {
        holds.add(Math.round(held.getAsDouble() * 1_000));
      }
    }
    return Freezes.traced(holds, holds.size());
  }
}
