// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawThread;
import porthole.capture.jvm.internal.helper.HelperMain;
import porthole.lib.capture.frames.NativeNames;
import porthole.lib.capture.grant.YamaRight;
import porthole.lib.capture.session.HelperBackend;

class HelperJvmTest {
  private static final Path HOME = Path.of(System.getProperty("java.home"));

  @TempDir Path folder;

  @Test
  void aRealHelperSeesTheThreadsOfThisProcess() throws Exception {
    HelperJvm jvm = new HelperJvm(HOME, jar(), arguments());
    assertThat(jvm.availability().available()).isTrue();
    ExecutorService starting = Executors.newSingleThreadExecutor();
    ExecutorService listening = Executors.newCachedThreadPool();
    HelperBackend backend =
        new HelperBackend(
            new HelperBackend.Kind(jvm, jvm::availability, NativeNames.NONE),
            new YamaRight(YamaRight.YAMA),
            new HelperBackend.Threads(starting, listening),
            System::nanoTime);
    CountDownLatch enough = new CountDownLatch(1);
    List<Thread> many = IntStream.range(0, 100).mapToObj(i -> waiter(enough)).toList();
    many.forEach(Thread::start);
    AtomicInteger taken = new AtomicInteger();
    RawCapture capture = capture(backend, taken::incrementAndGet);
    assertThat(taken).hasValue(1);
    enough.countDown();
    RawThread self = find(capture, Thread.currentThread());
    assertThat(capture.threadsMissed).isZero();
    assertThat(many).allSatisfy(thread -> find(capture, thread));
    starting.shutdown();
    listening.shutdown();
    assertThat(self.osThreadId).isPositive();
    assertThat(self.javaThreadAddress).isPositive();
    assertThat(self.frames).anyMatch(f -> f.className().equals(getClass().getName()));
    assertThat(listening.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private static Thread waiter(CountDownLatch enough) {
    return new Thread(
        () -> {
          try {
            enough.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static RawCapture capture(HelperBackend backend, Runnable taken) throws CaptureException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    return backend.capture(new CaptureRequest(deadline, taken));
  }

  private static RawThread find(RawCapture capture, Thread thread) {
    return capture.threads.stream()
        .filter(t -> t.threadId == thread.getId())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aHelperEndsByItselfWhenItsInputCloses() throws Exception {
    Process helper = new HelperJvm(HOME, jar(), arguments()).start();
    helper.getOutputStream().close();
    assertThat(helper.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(helper.exitValue()).isNotZero();
  }

  @Test
  void theHelperIsNamedAsItsClassIs() {
    assertThat(HelperJvm.MAIN).isEqualTo(HelperMain.class.getName());
  }

  @Test
  void theSameClassesMakeTheSameJar() throws IOException {
    assertThat(jar()).isEqualTo(jar());
  }

  @Test
  void whatIsMissingIsNamedWithItsFix() throws IOException {
    HelperJvm noJava = new HelperJvm(folder, folder.resolve("x.jar"), List.of());
    assertThat(noJava.availability().reason()).contains("bin/java");

    Files.createDirectory(folder.resolve("bin"));
    Files.createFile(folder.resolve("bin/java"));
    assertThat(folder.resolve("bin/java").toFile().setExecutable(true)).isTrue();
    assertThat(noJava.availability().reason()).contains("jdk.attach");
    assertThat(noJava.availability().fix()).contains("JAVA_HOME");
  }

  @Test
  void optionsThatForbidAttachingAreNamed() throws IOException {
    assertThat(with("-XX:+DisableAttachMechanism").availability().reason())
        .contains("DisableAttachMechanism");
    assertThat(with("-Xrs").availability().available()).isFalse();
    assertThat(with("-Xrs", "-XX:+StartAttachListener").availability().available()).isTrue();
  }

  private HelperJvm with(String... arguments) throws IOException {
    return new HelperJvm(HOME, jar(), List.of(arguments));
  }

  private static List<String> arguments() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  private Path jar() throws IOException {
    List<String> files = new ArrayList<>(JvmBackendComponent.API_CLASSES);
    // bnd has put what is embedded there, too.
    Path classes = Path.of("target", "classes");
    for (String folder : JvmBackendComponent.HELPER_FOLDERS) {
      try (Stream<Path> all = Files.list(classes.resolve(folder))) {
        all.map(file -> classes.relativize(file).toString().replace('\\', '/')).forEach(files::add);
      }
    }
    return HelperJar.write(folder, files, getClass().getClassLoader());
  }
}
