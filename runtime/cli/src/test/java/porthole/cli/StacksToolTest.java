// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawThread;
import porthole.lib.capture.frames.Conversation;

class StacksToolTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;
  private int status = 200;
  private byte[] answer;
  private String seenAuthorization;
  @TempDir Path data;

  @BeforeEach
  void start() throws IOException {
    try (InputStream in = StacksToolTest.class.getResourceAsStream("answer.json")) {
      answer = in.readAllBytes();
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/admin/debug/threads/stack-trace",
        exchange -> {
          seenAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    Files.writeString(data.resolve("admin-token"), "secret\n");
    announce(url(), ProcessHandle.current().pid());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void printsWhatWorksInFullAndWhatRestsInShort() {
    assertThat(run("stacks")).isEqualTo(ExitCode.OK);
    assertThat(seenAuthorization).isEqualTo("Bearer secret");
    assertThat(printed())
        .isEqualTo(
            """
            Stacks at 2026-11-22T03:00:00Z, by inprocess in 12 ms, 6 threads, 1 missed
            ! jvm failed: no JDK. Install a JDK.
            ! One remark.

            Working: 2 threads in 2 stacks

            "http-1"  id 101  cpu 81%  RUNNABLE
                Transaction  group commit  database demo  request 77  2.3 ms  cities/1-A  1000 items
                Request  bulk insert  database demo  request 77  1 min 5 s
                Allocated: 12
              porthole.storage/0.1.0  porthole.storage.internal.Merger.commit(Merger.java:88)
                                      ... 2 more: jetty12, JDK

            "http-2"  id 102  cpu 0.0%  BLOCKED
                waits for porthole.storage.internal.Merger @ 0x1, held by "http-1" (id 101)
                incomplete: the deadline passed
              porthole.storage/0.1.0  porthole.storage.internal.Merger.enter(Merger.java:40)

            Taking this capture: 1 thread in 1 stack

            "http-9"  id 105  cpu 40%  RUNNABLE
                Capture  wait for capture
              porthole.capture/0.1.0  porthole.capture.internal.Broker.run(Broker.java:9)

            Idle: 3 threads in 2 stacks
                 2  pool-#  at java.util.concurrent.locks.LockSupport.park(LockSupport.java:211)
                 1  GC Thread#0
            """);
  }

  @Test
  void whatATerminalWouldObeyIsNotPrinted() {
    String text = new String(answer, StandardCharsets.UTF_8);
    answer(text.replace("cities/1-A", "a\\u001b[2J\\nb").replace("http-2", "x\\u0007"), 200);
    run("stacks");
    assertThat(printed())
        .contains("2.3 ms  a [2J b  1000 items")
        .doesNotContain("\u001b", "\u0007");
  }

  @Test
  void aFilterLeavesOnlyStacksWithAllItsWords() {
    run("stacks", "--filter", "DEMO commit");
    assertThat(printed()).contains("http-1").doesNotContain("http-2", "http-9", "pool-");
  }

  @Test
  void virtualThreadsThatAreNotMountedComeLast() {
    String text = new String(answer, StandardCharsets.UTF_8);
    String virtual =
        """
        "VirtualThreads": {"Listed": 2, "More": 5, "MoreIsExact": true, "Mounted": 1,
          "Milliseconds": 3.0, "Bytes": 100, "Stacks": [{"JavaState": "WAITING",
          "Threads": [{"ManagedThreadId": 40, "Name": ""}, {"ManagedThreadId": 41, "Name": "v"}],
          "StackTrace": ["a.B.c(B.java:1)"], "Bundles": [""]}]},
        """;
    answer(text.replaceFirst("\"Capture\": \\{\"Backend\"", virtual + "$0"), 200);
    run("stacks", "--virtual");
    assertThat(printed())
        .contains("Virtual, not mounted: 2 threads, and 5 more (listed in 3.0 ms")
        .endsWith("2 threads  WAITING  #40, v\n    a.B.c(B.java:1)\n");
  }

  @Test
  void allPrintsIdleStacksFrameByFrame() {
    run("stacks", "--all");
    assertThat(printed())
        .contains("\"pool-2\"  id 104  cpu -  WAITING", "java.lang.Thread.run(Thread.java:840)")
        .doesNotContain("pool-#");
  }

  @Test
  void aThreadThatWorksStandsApartFromThoseThatRestAtTheSamePlace() {
    String text = new String(answer, StandardCharsets.UTF_8);
    answer(
        text.replace("\"Name\": \"pool-2\"", "\"Name\": \"p2\", \"Condition\": \"Working\"")
            .replace(
                "\"IsNative\": false,\n     \"Condition\": \"Idle\", \"State\": \"Wait\", \"JavaState\": \"WAITING\", \"CpuUsage\": null",
                "\"JavaState\": \"WAITING\", \"CpuUsage\": null"),
        200);
    run("stacks");
    assertThat(printed()).contains("Working: 3 threads in 3 stacks", "     1  pool-1  at java");
  }

  @Test
  void anAddressGivenByHandIsAskedWithTheLocalToken() throws IOException {
    Files.delete(data.resolve("server.json"));
    assertThat(run("stacks", "--url", url())).isEqualTo(ExitCode.OK);
    assertThat(seenAuthorization).isEqualTo("Bearer secret");
  }

  @Test
  void theLocalTokenIsNotSentToAnotherMachine() {
    assertThat(run("stacks", "--url", "http://example.org:1")).isEqualTo(ExitCode.NO_ACCESS);
    assertThat(complaint()).contains("example.org is another machine", "--token-file");
  }

  @Test
  void noServerIsSaidInOneLine() throws IOException {
    server.stop(0);
    assertThat(run("stacks")).isEqualTo(ExitCode.NO_ANSWER);
    assertThat(complaint()).contains("does not answer").hasLineCount(1);
    Files.delete(data.resolve("server.json"));
    assertThat(run("stacks")).isEqualTo(ExitCode.NO_SERVER);
    assertThat(complaint()).contains("no server runs on the data directory", "--data DIR");
  }

  @Test
  void aBrokenAnnouncementIsSaid() throws IOException {
    Files.writeString(data.resolve("server.json"), "{\"Url\":");
    assertThat(run("stacks")).isEqualTo(ExitCode.NO_SERVER);
    Files.writeString(data.resolve("server.json"), "{}");
    assertThat(run("stacks")).isEqualTo(ExitCode.NO_SERVER);
    assertThat(complaint()).contains("server.json");
  }

  @Test
  void aMissingTokenIsSaid() throws IOException {
    Files.delete(data.resolve("admin-token"));
    assertThat(run("stacks")).isEqualTo(ExitCode.NO_ACCESS);
    assertThat(complaint()).contains("admin-token", "NoSuchFileException");
    Files.writeString(data.resolve("admin-token"), "a\nb");
    assertThat(run("stacks")).isEqualTo(ExitCode.NO_ACCESS);
  }

  @Test
  void aRefusalIsPassedOn() throws IOException {
    announce(url(), 0);
    answer("{\"Message\":\"The token is wrong.\\nLook again.\"}", 401);
    assertThat(run("stacks")).isEqualTo(ExitCode.NO_ACCESS);
    assertThat(complaint()).contains("The token is wrong. Look again.").hasLineCount(1);
    answer("{\"Message\":\"Waited 20 s for a capture.\"}", 503);
    assertThat(run("stacks")).isEqualTo(ExitCode.REFUSED);
    assertThat(complaint()).contains("Waited 20 s for a capture.");
    answer("<html>", 502);
    assertThat(run("stacks")).isEqualTo(ExitCode.REFUSED);
    assertThat(complaint()).contains("status 502");
  }

  @Test
  void anAnswerOfSomethingElseIsSaid() {
    answer("{\"hello\":1}", 200);
    assertThat(run("stacks")).isEqualTo(ExitCode.FAILED);
    answer("hello", 200);
    assertThat(run("stacks")).isEqualTo(ExitCode.FAILED);
    assertThat(complaint()).hasLineCount(1);
  }

  @Test
  void wrongOptionsAreUsageErrors() {
    assertThat(run("stacks", "--fast")).isEqualTo(ExitCode.USAGE);
    assertThat(run("stacks", "--filter")).isEqualTo(ExitCode.USAGE);
    assertThat(run("stacks", "--url", "ftp://x")).isEqualTo(ExitCode.USAGE);
    assertThat(run("stacks", "--url", "http://a b")).isEqualTo(ExitCode.USAGE);
    assertThat(run("dance")).isEqualTo(ExitCode.USAGE);
    assertThat(run("help")).isEqualTo(ExitCode.OK);
  }

  @Test
  void theDataDirectoryComesFromTheEnvironmentOrTheDistribution() {
    assertThat(Places.of(Map.of("PORTHOLE_DATA", "/d"), Map.of("home", "/h")).data())
        .isEqualTo(Path.of("/d"));
    assertThat(Places.of(Map.of(), Map.of("home", "/h")).data()).isEqualTo(Path.of("/h/data"));
  }

  private void answer(String body, int status) {
    this.answer = body.getBytes(StandardCharsets.UTF_8);
    this.status = status;
  }

  private void announce(String url, long pid) throws IOException {
    Files.writeString(data.resolve("server.json"), "{\"Url\":\"" + url + "\",\"Pid\":" + pid + "}");
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void aServerThatDoesNotAnswerIsLookedAtFromOutside() throws Exception {
    outsideProgram("cat " + data.resolve("frame"));
    try (OutputStream frame = Files.newOutputStream(data.resolve("frame"))) {
      RawCapture raw = new RawCapture();
      RawThread thread = new RawThread();
      thread.name = "http-7";
      thread.frames.add(new RawFrame("a.B", "c", "B.java", 3));
      raw.threads.add(thread);
      Conversation.writeAnswer(frame, raw);
    }
    server.stop(0);
    assertThat(run("stacks")).isEqualTo(ExitCode.OK);
    assertThat(printed())
        .contains("from outside", "! Not by HTTP, since", "does not answer", "http-7", "a.B.c");
  }

  @Test
  void aServerThatAcceptsButSaysNothingIsGivenUpInTime() throws Exception {
    outsideProgram("exit 1");
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      announce("http://127.0.0.1:" + silent.getLocalPort(), ProcessHandle.current().pid());
      assertThat(run("stacks", "--timeout", "1")).isEqualTo(ExitCode.NO_ANSWER);
    }
    assertThat(complaint()).contains("nothing within 1 s", "Nor from outside").hasLineCount(1);
  }

  @Test
  void aProcessThatOnlyGotTheServersNumberIsNotLookedAt() throws IOException {
    Files.writeString(
        data.resolve("server.json"),
        "{\"Url\":\"%s\",\"Pid\":%d,\"StartedAt\":\"2020-01-01T00:00:00Z\"}"
            .formatted(url(), ProcessHandle.current().pid()));
    assertThat(run("stacks")).isEqualTo(ExitCode.NO_SERVER);
    assertThat(complaint()).contains("gone without a farewell");
  }

  @Test
  void whatIsWantedIsAskedFor() {
    assertThat(new Wanted(true, true, true).route())
        .endsWith("stack-trace?native=true&consistent=true&virtual=true");
    assertThat(new Wanted(true, true, true).options()).containsExactly("--native", "--consistent");
    assertThat(run("stacks", "--timeout", "0")).isEqualTo(ExitCode.USAGE);
  }

  private void outsideProgram(String command) throws IOException {
    Path program = data.resolve("share/native/porthole-stacks");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aProcessThatCannotBeLookedAtIsNamed() {
    assertThat(run("stacks", "--pid", "x")).isEqualTo(ExitCode.USAGE);
    assertThat(run("stacks", "--pid", "1")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("porthole-stacks");
  }

  private ExitCode run(String... args) {
    out.reset();
    err.reset();
    Main main =
        new Main(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return main.run(List.of(args), new Places(data, data));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaint() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
