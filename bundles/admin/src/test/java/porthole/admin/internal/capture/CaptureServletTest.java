// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.admin.internal.web.BoundActivities;
import porthole.admin.internal.web.Exchange;

class CaptureServletTest {
  private final FakeBroker broker = new FakeBroker();
  private final CaptureServlet servlet =
      new CaptureServlet(broker.reference(), new BoundActivities());

  @Test
  void listsEachBackendWithWhyItCannotWorkAndTheFix() throws Exception {
    Exchange answer = Exchange.of("GET", "/admin/capture", null).send(servlet);
    assertThat(answer.status()).isEqualTo(200);
    JsonObject first = answer.json().getAsJsonArray("Backends").get(0).getAsJsonObject();
    assertThat(first)
        .hasToString(
            "{\"Name\":\"jvm\",\"Selected\":true,\"Available\":false,\"Reason\":\"no JDK\","
                + "\"Fix\":\"Install a JDK.\",\"Bundle\":\"porthole.capture.jvm/1.0.0\",\"Facts\":[]}");
  }

  @Test
  void swapsTheBackendAtOnceAndAnswersWithTheNewState() throws Exception {
    Exchange answer = put("application/json; charset=utf-8", "{\"Name\":\"inprocess\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(broker.selected).isEqualTo("inprocess");
    JsonObject second = answer.json().getAsJsonArray("Backends").get(1).getAsJsonObject();
    assertThat(second.get("Selected").getAsBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Name\":\"perf\"}     | application/json | 400 | No backend 'perf'. Use jvm",
        "{\"Name\":7}            | application/json | 400 | 'Name' is missing or no text",
        "{}                      | application/json | 400 | 'Name' is missing or no text",
        "[\"jvm\"]               | application/json | 400 | one JSON object",
        "{\"Name\":\"jvm\"} x    | application/json | 400 | not valid JSON",
        "{\"Name\":\"jvm\"       | application/json | 400 | not valid JSON",
        "{Name:'jvm'}            | application/json | 400 | not valid JSON",
        "``                      | application/json | 400 | JSON",
        "{\"Name\":\"inprocess\"}| text/plain       | 415 | 'text/plain'; expected",
      })
  void badInputIsRefusedAndChangesNothing(String body, String type, int status, String message)
      throws Exception {
    Exchange answer = put(type, body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().get("Message").getAsString()).contains(message);
    assertThat(broker.selected).isEqualTo("jvm");
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws Exception {
    Exchange answer = put("application/json", "{\"Name\":\"" + "x".repeat(70_000) + "\"}");
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void aWrongMethodIsRefusedWithTheRightOne() throws Exception {
    Exchange read = Exchange.of("GET", "/admin/capture", "/backend").send(servlet);
    assertThat(read.status()).isEqualTo(405);
    assertThat(read.header("Allow")).isEqualTo("PUT");
    Exchange write = Exchange.of("POST", "/admin/capture", null).send(servlet);
    assertThat(write.status()).isEqualTo(405);
    assertThat(write.header("Allow")).isEqualTo("GET");
  }

  @Test
  void withoutABrokerTheCallerIsToldToComeBack() throws Exception {
    CaptureServlet alone = new CaptureServlet(new BrokerReference(), new BoundActivities());
    Exchange answer = Exchange.of("GET", "/admin/capture", null).send(alone);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.json().get("Fix").getAsString()).contains("porthole.capture");
  }

  @Test
  void aReplacedBrokerIsFollowedAndALateUnbindOfTheOldOneIsIgnored() throws Exception {
    BrokerReference reference = broker.reference();
    FakeBroker next = new FakeBroker();
    reference.bind(next);
    reference.unbind(broker);
    assertThat(reference.get()).isSameAs(next);
  }

  @Test
  void anUnknownRouteIsAnsweredWith501InTheErrorShape() throws Exception {
    Exchange answer = Exchange.of("GET", "/admin/capture", "/history").send(servlet);
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.json().keySet()).contains("Url", "Type", "Message", "Error");
  }

  private Exchange put(String type, String body) throws Exception {
    return Exchange.of("PUT", "/admin/capture", "/backend").body(type, body).send(servlet);
  }
}
