// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.admin.internal.capture.BrokerReference;
import porthole.admin.internal.capture.FakeBroker;
import porthole.admin.internal.web.BoundActivities;
import porthole.admin.internal.web.Exchange;
import porthole.capture.api.CaptureException;
import porthole.capture.api.ReportedThread;
import porthole.capture.api.ThreadIdentity;

class DebugServletTest {
  private final FakeBroker broker = new FakeBroker();
  private final DebugServlet servlet =
      new DebugServlet(broker.reference(), new BoundActivities(), Duration.ofSeconds(7));

  @BeforeEach
  void sample() {
    broker.report = SampleCapture.report();
  }

  @Test
  void threadsAtTheSamePlaceShareOneResult() throws Exception {
    JsonArray results = ask().json().getAsJsonArray("Results");
    assertThat(results).hasSize(4);
    assertThat(results.get(0))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"ThreadIds":[1020],
                 "StackTrace":["porthole.storage.internal.Merger.commit(Merger.java:88)"],
                 "Bundles":["porthole.storage/0.1.0"],
                 "NativeThreads":false}"""));
    assertThat(results.get(2).getAsJsonObject().get("ThreadIds"))
        .isEqualTo(JsonParser.parseString("[1030,1031]"));
    assertThat(results.get(3).getAsJsonObject().get("NativeThreads").getAsBoolean()).isTrue();
  }

  @Test
  void aThreadHasRavenDbsFieldsInItsUnitsAndOursBesideThem() throws Exception {
    JsonArray threads = ask().json().getAsJsonArray("Threads");
    assertThat(threads.get(0))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"Id":1020,"ManagedThreadId":20,"OSThreadId":1020,"Name":"http-1",
                 "IsNative":false,"State":"Running","JavaState":"RUNNABLE","Condition":"Working","CpuUsage":87.65,
                 "Duration":3723004.5,"TotalProcessorTime":"01:02:03.0045000",
                 "PrivilegedProcessorTime":"00:00:00.0045000","UserProcessorTime":"01:02:03",
                 "Completeness":{"Complete":true},
                 "Activity":{"Kind":"TRANSACTION","Database":"demo","ElapsedMilliseconds":1.5}}"""));
  }

  @Test
  void aWaitingThreadNamesItsLockAndTheOwnerByTheSameIds() throws Exception {
    JsonObject waiter = ask().json().getAsJsonArray("Threads").get(1).getAsJsonObject();
    assertThat(waiter.get("Lock"))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"Class":"porthole.storage.internal.Merger","Identity":"0x1","Waiting":false,
                 "OwnerId":1020,"OwnerManagedThreadId":20,"OwnerName":"http-1"}"""));
    assertThat(waiter.get("Completeness"))
        .isEqualTo(
            JsonParser.parseString("{\"Complete\":false,\"Reason\":\"the deadline passed\"}"));
    assertThat(waiter.get("CpuUsage").isJsonNull()).isTrue();
  }

  @Test
  void theCaptureSaysItsBackendItsCostAndWhatFailedBefore() throws Exception {
    assertThat(ask().json().get("Capture"))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"Backend":"inprocess","StartedAt":"2026-11-22T03:00:00.123456Z",
                 "WallMilliseconds":12.345,"ThreadsSeen":5,"ThreadsMissed":1,"ThreadIdKind":"os",
                 "Fallbacks":[{"Backend":"jvm","Reason":"no JDK","Fix":"Install a JDK."}],
                 "Remarks":["One remark."]}"""));
  }

  @Test
  void everyIdInTheResultsIsInTheThreads() throws Exception {
    broker.report.threads.add(withIds(44, 0));
    broker.report.threads.add(withIds(0, 1044));
    JsonObject answer = ask().json();
    List<Long> joined = new ArrayList<>();
    for (JsonElement result : answer.getAsJsonArray("Results")) {
      result
          .getAsJsonObject()
          .getAsJsonArray("ThreadIds")
          .forEach(id -> joined.add(id.getAsLong()));
    }
    List<Long> ids = new ArrayList<>();
    answer
        .getAsJsonArray("Threads")
        .forEach(thread -> ids.add(thread.getAsJsonObject().get("Id").getAsLong()));
    assertThat(joined).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void idsAreJavasWhenTheBackendKnowsFewOfTheSystems() throws Exception {
    broker.report.threads.clear();
    broker.report.threads.add(withIds(7, 0));
    broker.report.threads.add(withIds(8, 1008));
    JsonObject answer = ask().json();
    assertThat(answer.getAsJsonObject("Capture").get("ThreadIdKind").getAsString())
        .isEqualTo("java");
    assertThat(answer.getAsJsonArray("Threads").get(1).getAsJsonObject().get("Id").getAsLong())
        .isEqualTo(8);
  }

  @Test
  void aFilterGivesEachThreadByItself() throws Exception {
    Exchange answer =
        request().parameter("threadId", "1031").parameter("threadId", "1030").send(servlet);
    assertThat(answer.json().getAsJsonArray("Results"))
        .isEqualTo(
            JsonParser.parseString(
                """
                [{"Id":1030,"OSThreadId":1030,"ManagedThreadId":30,"IsNative":false,
                  "ThreadType":"Other","StackTrace":
                  ["java.util.concurrent.locks.LockSupport.park(LockSupport.java:211)"],
                  "Bundles":[""]},
                 {"Id":1031,"OSThreadId":1031,"ManagedThreadId":31,"IsNative":false,
                  "ThreadType":"Other","StackTrace":
                  ["java.util.concurrent.locks.LockSupport.park(LockSupport.java:211)"],
                  "Bundles":[""]}]"""));
    assertThat(answer.json().getAsJsonArray("Threads")).hasSize(2);
    assertThat(answer.json().getAsJsonObject("Capture").get("ThreadsSeen").getAsInt()).isEqualTo(5);
  }

  @Test
  void anUnknownThreadIsNoErrorButARemark() throws Exception {
    JsonObject answer = request().parameter("threadId", "999").send(servlet).json();
    assertThat(answer.getAsJsonArray("Results")).isEmpty();
    assertThat(answer.getAsJsonArray("Threads")).isEmpty();
    assertThat(answer.getAsJsonObject("Capture").getAsJsonArray("Remarks").get(1).getAsString())
        .isEqualTo("No thread has the id 999 (ids are the operating system's in this capture).");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1.5", "0x10", "99999999999999999999"})
  void aThreadIdThatIsNoNumberIsRefused(String id) throws Exception {
    Exchange answer = request().parameter("threadId", id).send(servlet);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("Message").getAsString())
        .isEqualTo("threadId is '" + id + "'; expected a whole number.");
    assertThat(broker.patience).as("no capture was taken").isNull();
  }

  @Test
  void aBusyBrokerIs503WithRetryAfter() throws Exception {
    broker.failure = new CaptureException.Busy("Waited 7 s for a capture.");
    Exchange answer = ask();
    assertThat(broker.patience).isEqualTo(Duration.ofSeconds(7));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.json().get("Message").getAsString()).contains("Waited 7 s");
  }

  @Test
  void aFailedCaptureSaysWhyAndTheFix() throws Exception {
    broker.failure = new CaptureException("The helper died.", "Look at its log.", null);
    Exchange answer = ask();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().get("Fix").getAsString()).isEqualTo("Look at its log.");
    broker.failure = new CaptureException.TimedOut("No answer in 5 s.", "");
    assertThat(ask().status()).isEqualTo(504);
    broker.failure = new CaptureException.NoBackend("No backend is there.", "");
    assertThat(ask().status()).isEqualTo(503);
  }

  @Test
  void withoutABrokerTheCallerIsToldToComeBack() throws Exception {
    DebugServlet alone =
        new DebugServlet(new BrokerReference(), new BoundActivities(), Duration.ofSeconds(1));
    Exchange answer = request().send(alone);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotNull();
  }

  @Test
  void whatAnEnricherSaysCannotBreakTheAnswer() throws Exception {
    ReportedThread thread = broker.report.threads.get(0);
    thread.fields.put("Odd", List.of(Double.NaN, Duration.ofSeconds(1), List.of(1L, true)));
    thread.fields.put("Id", 1);
    JsonObject answer = ask().json();
    JsonObject written = answer.getAsJsonArray("Threads").get(0).getAsJsonObject();
    assertThat(written.get("Odd")).hasToString("[null,\"PT1S\",[1,true]]");
    assertThat(written.get("Id").getAsLong()).isEqualTo(1020);
    assertThat(answer.getAsJsonObject("Capture").getAsJsonArray("Remarks").toString())
        .contains("The enricher 'Id' is left out");
  }

  @Test
  void aLargeAnswerIsCompressedForThoseWhoAccept() throws Exception {
    for (int i = 0; i < 100; i++) {
      broker.report.threads.add(SampleCapture.idle(100 + i, "pool-" + i));
    }
    Exchange plain = ask();
    Exchange zipped = request().header("Accept-Encoding", "br, gzip").send(servlet);
    assertThat(plain.header("Content-Encoding")).isNull();
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.bytes()).hasSizeLessThan(plain.bytes().length / 4);
    assertThat(zipped.json()).isEqualTo(plain.json());
  }

  @Test
  void onlyGetIsPossible() throws Exception {
    Exchange answer = Exchange.of("POST", "/admin/debug", "/threads/stack-trace").send(servlet);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET");
  }

  @Test
  void aRouteThatIsNotThereYetIs501() throws Exception {
    assertThat(Exchange.of("GET", "/admin/debug", "/threads/runaway").send(servlet).status())
        .isEqualTo(501);
  }

  private static ReportedThread withIds(long id, long osId) {
    ReportedThread thread = SampleCapture.idle(1, "odd");
    thread.identity = new ThreadIdentity(id, osId, 0, "odd");
    return thread;
  }

  private Exchange ask() throws Exception {
    return request().send(servlet);
  }

  private static Exchange request() {
    return Exchange.of("GET", "/admin/debug", "/threads/stack-trace");
  }
}
