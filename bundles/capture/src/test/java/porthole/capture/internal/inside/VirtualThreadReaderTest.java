// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.capture.api.RawFrame;
import porthole.capture.api.ThreadIdentity;
import porthole.capture.api.VirtualThreads;

class VirtualThreadReaderTest {
  private static final String PARKED =
      "\"stack\": [\"java.base\\/java.lang.VirtualThread.park(VirtualThread.java:582)\","
          + " \"a.B.c(B.java:7)\","
          + " \"java.base\\/java.lang.VirtualThread.run(VirtualThread.java:309)\"]";

  @Test
  void ofJava25TheDumpTellsWhatIsVirtualAndMounted() throws IOException {
    VirtualThreads threads =
        read(
            25,
            "{\"tid\": \"1\", \"name\": \"main\", \"state\": \"RUNNABLE\", \"stack\": []},"
                + "{\"tid\": \"40\", \"virtual\": true, \"name\": \"p\", \"state\": \"WAITING\", "
                + PARKED
                + "},{\"tid\": \"41\", \"virtual\": true, \"name\": \"\", \"state\": \"WAITING\", "
                + PARKED
                + "},{\"tid\": \"42\", \"virtual\": true, \"name\": \"m\", \"carrier\": \"9\", "
                + PARKED
                + "}");
    assertThat(threads.listed).isEqualTo(2);
    assertThat(threads.mounted).isEqualTo(1);
    assertThat(threads.stacks).hasSize(1);
    assertThat(threads.stacks.get(0).state).isEqualTo("WAITING");
    assertThat(threads.stacks.get(0).threads)
        .containsExactly(new ThreadIdentity(40, 0, 0, "p"), new ThreadIdentity(41, 0, 0, ""));
    assertThat(threads.stacks.get(0).frames.get(1).frame())
        .isEqualTo(new RawFrame("a.B", "c", "B.java", 7));
    assertThat(threads.stacks.get(0).frames.get(1).bundle()).isEqualTo("of a.B");
  }

  @Test
  void beforeThatItIsToldByTheirFramesAndOnesThatRunAreTakenForMounted() throws IOException {
    VirtualThreads threads =
        read(
            21,
            "{\"tid\": \"1\", \"name\": \"main\", \"stack\": [\"a.Main.main(Main.java:1)\"]},"
                + "{\"tid\": \"40\", \"name\": \"p\", "
                + PARKED
                + "},{\"tid\": \"41\", \"name\": \"r\", \"stack\": [\"a.B.c(B.java:7)\","
                + " \"java.base\\/java.lang.VirtualThread.run(VirtualThread.java:309)\"]}");
    assertThat(threads.listed).isEqualTo(1);
    assertThat(threads.mounted).isEqualTo(1);
  }

  @Test
  void ofMoreThreadsThanTheBoundTheRestIsCounted() throws IOException {
    VirtualThreads threads = read(25, many(VirtualThreadReader.MOST_THREADS + 3));
    assertThat(threads.listed).isEqualTo(VirtualThreadReader.MOST_THREADS);
    assertThat(threads.more).isEqualTo(3);
    assertThat(threads.counted).isTrue();
  }

  @Test
  void aDumpLongerThanTheBoundIsReadAsFarAsThat() throws IOException {
    VirtualThreads threads = read(25, many(300_000));
    assertThat(threads.listed).isEqualTo(VirtualThreadReader.MOST_THREADS);
    assertThat(threads.more).isPositive();
    assertThat(threads.counted).isFalse();
  }

  @Test
  void whatIsNoDumpIsSaid() {
    assertThatThrownBy(() -> read(25, "{\"tid\": [")).hasMessageContaining("cannot be understood");
  }

  @Test
  void javaBefore21SaysWhyThereAreNone(@TempDir Path folder) {
    VirtualThreadDump dump =
        new VirtualThreadDump(
            new VirtualThreadDump.Jvm(17, ManagementFactory::getPlatformMBeanServer),
            folder,
            name -> "",
            System::nanoTime);
    assertThatThrownBy(dump::list).isInstanceOf(IOException.class).hasMessageContaining("Java 21");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void framesAreTakenApart() {
    assertThat(FrameText.parse("app//a.B.c(B.java)"))
        .isEqualTo(new RawFrame("a.B", "c", "B.java", 0));
    assertThat(FrameText.parse("java.base/java.lang.Object.wait0(Native Method)"))
        .isEqualTo(new RawFrame("java.lang.Object", "wait0", "", RawFrame.NATIVE_METHOD));
    assertThat(FrameText.parse("a.B$$Lambda/0x00007f1.run(Unknown Source)"))
        .isEqualTo(new RawFrame("a.B$$Lambda/0x00007f1", "run", "", 0));
    assertThat(FrameText.parse("l//m@1/a.B$$Lambda/0x7f.run(Unknown Source)").className())
        .isEqualTo("a.B$$Lambda/0x7f");
    assertThat(FrameText.parse("nonsense")).isEqualTo(new RawFrame("", "nonsense", "", 0));
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            id ->
                "{\"tid\": \""
                    + id
                    + "\", \"virtual\": true, \"name\": \"v\", \"state\": \"WAITING\", "
                    + PARKED
                    + "}")
        .collect(Collectors.joining(","));
  }

  private static VirtualThreads read(int version, String threads) throws IOException {
    String dump =
        "{\"threadDump\": {\"processId\": \"1\", \"threadContainers\": [{\"container\": \"<root>\","
            + " \"parent\": null, \"threads\": ["
            + threads
            + "], \"threadCount\": \"1\"}]}}";
    byte[] bytes = dump.getBytes(StandardCharsets.UTF_8);
    return new VirtualThreadReader(version, name -> "of " + name)
        .read(new ByteArrayInputStream(bytes), bytes.length);
  }
}
