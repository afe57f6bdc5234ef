// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However much is asked for, no more than a piece of it is in memory at once. */
class LongAnswersTest {
  private static final int DOCUMENTS = 40;

  /** It does not get so small by compression that the container holds all of it back. */
  private static final String TEXT =
      new Random(7)
          .ints(150_000, 'a', 'z')
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();

  private TestServer server;

  @BeforeEach
  void startWithMoreThanAPiece() throws Exception {
    server = new TestServer();
    for (int i = 0; i < DOCUMENTS; i++) {
      server.put(id(i), "{\"text\":\"" + TEXT + "\",\"next\":\"" + id(i + 1) + "\"}");
    }
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static String id(int number) {
    return String.format("d/%02d", number);
  }

  @Test
  void theLatestComeWholeAndInOrder() throws Exception {
    JsonObject answer = parse(server.get("/databases/db/docs"));
    List<String> ids = ids(answer.getAsJsonArray("Results"));
    assertThat(ids).hasSize(DOCUMENTS).startsWith("d/39", "d/38").endsWith("d/00");
    assertPiecesWereSmall();
    assertThat(ids(parse(server.get("/databases/db/docs?start=3&pageSize=30"))))
        .hasSize(30)
        .startsWith("d/36")
        .endsWith("d/07");
  }

  @Test
  void aPrefixComesWholeAndInOrder() throws Exception {
    List<String> ids = ids(parse(server.get("/databases/db/docs?startsWith=D/&start=2")));
    assertThat(ids).hasSize(DOCUMENTS - 2).startsWith("d/02", "d/03").endsWith("d/39");
    assertPiecesWereSmall();
  }

  @Test
  void manyIdsComeWithTheirIncludes() throws Exception {
    StringBuilder body = new StringBuilder("{\"Ids\":[\"missing\"");
    for (int i = 0; i < DOCUMENTS; i += 2) {
      body.append(",\"").append(id(i)).append('"');
    }
    JsonObject answer =
        parse(server.send("POST", "/databases/db/docs?include=next", body + ",null]}"));
    JsonArray results = answer.getAsJsonArray("Results");
    assertThat(results).hasSize(DOCUMENTS / 2 + 2);
    assertThat(results.get(0).isJsonNull()).isTrue();
    assertThat(results.get(DOCUMENTS / 2 + 1).isJsonNull()).isTrue();
    assertThat(answer.getAsJsonObject("Includes").keySet())
        .hasSize(DOCUMENTS / 2)
        .contains("d/01", "d/39");
    assertPiecesWereSmall();
  }

  @Test
  void itComesCompressedToo() throws Exception {
    HttpResponse<byte[]> got =
        server.sendForBytes(server.request("/databases/db/docs").header("Accept-Encoding", "gzip"));
    assertThat(got.headers().firstValue("Content-Encoding")).contains("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(got.body())).readAllBytes();
    assertThat(
            ids(
                JsonParser.parseString(new String(plain, StandardCharsets.UTF_8))
                    .getAsJsonObject()))
        .hasSize(DOCUMENTS);
    assertThat(got.body().length).isLessThan(plain.length);
  }

  @Test
  void whatTheClientHasIsNotSentAgainUntilSomethingIsWritten() throws Exception {
    String tag = server.get("/databases/db/docs").headers().firstValue("ETag").orElseThrow();
    assertThat(status(tag)).isEqualTo(304);
    server.put("other", "{}");
    assertThat(status(tag)).isEqualTo(200);
  }

  private int status(String tag) throws Exception {
    return server
        .send(server.request("/databases/db/docs").header("If-None-Match", tag))
        .statusCode();
  }

  @Test
  void anAnswerThatFailsInTheMiddleIsCutOff() {
    server.db().pieces = 3;
    assertThatThrownBy(() -> server.get("/databases/db/docs")).isInstanceOf(IOException.class);
    server.db().pieces = 3;
    assertThatThrownBy(
            () ->
                server.sendForBytes(
                    server.request("/databases/db/docs").header("Accept-Encoding", "gzip")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anAnswerThatFailsBeforeItsFirstByteIsAnError() throws Exception {
    server.db().pieces = 1;
    HttpResponse<String> failed = server.get("/databases/db/docs");
    assertThat(failed.statusCode()).isEqualTo(503);
    assertThat(failed.headers().firstValue("ETag")).isEmpty();
    assertThat(failed.body()).contains("The disk has gone.");
  }

  @Test
  void moreIdsThanAllowedAreRefused() throws Exception {
    String ids = "\"\",".repeat(100_000);
    HttpResponse<String> refused =
        server.send("POST", "/databases/db/docs", "{\"Ids\":[" + ids + "\"\"]}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("more than 100000 ids");
  }

  private void assertPiecesWereSmall() {
    assertThat(server.db().largestPiece).isBetween(1L, 2_000_000L);
  }

  private static JsonObject parse(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private static List<String> ids(JsonObject answer) {
    return ids(answer.getAsJsonArray("Results"));
  }

  private static List<String> ids(JsonArray documents) {
    List<String> ids = new ArrayList<>();
    documents.forEach(
        document ->
            ids.add(
                document.getAsJsonObject().getAsJsonObject("@metadata").get("@id").getAsString()));
    return ids;
  }
}
