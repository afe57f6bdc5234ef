// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
  private static final String DOCUMENT = "/databases/db/docs?id=a";

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void bodiesMayBeCompressedBothWays() throws Exception {
    byte[] document = ("{\"x\":\"" + "y".repeat(5000) + "\"}").getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder put =
        server
            .request(DOCUMENT)
            .header("Content-Encoding", "gzip")
            .header("Content-Type", "application/json; charset=UTF-8")
            .PUT(BodyPublishers.ofByteArray(gzip(document)));
    assertThat(server.send(put).statusCode()).isEqualTo(201);

    HttpResponse<byte[]> got =
        server.sendForBytes(server.request(DOCUMENT).header("Accept-Encoding", "br, gzip;q=0.5"));
    assertThat(got.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(got.body().length).isLessThan(1000);
    assertThat(new String(gunzip(got.body()), StandardCharsets.UTF_8)).contains("y".repeat(5000));
    HttpResponse<byte[]> plain =
        server.sendForBytes(server.request(DOCUMENT).header("Accept-Encoding", "gzip;q=0"));
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void bodiesMayBeCompressedWithZstandard() throws Exception {
    byte[] document = ("{\"x\":\"" + "y".repeat(50_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    byte[] compressed = Zstd.compress(document);
    HttpRequest.Builder put =
        server
            .request(DOCUMENT)
            .header("Content-Encoding", "zstd")
            .PUT(BodyPublishers.ofByteArray(compressed));
    assertThat(server.send(put).statusCode()).isEqualTo(201);
    HttpRequest.Builder cut =
        server
            .request(DOCUMENT)
            .header("Content-Encoding", "zstd")
            .PUT(BodyPublishers.ofByteArray(Arrays.copyOf(compressed, compressed.length - 3)));
    assertThat(server.send(cut).statusCode()).isEqualTo(400);

    HttpResponse<byte[]> got =
        server.sendForBytes(server.request(DOCUMENT).header("Accept-Encoding", "zstd, br"));
    assertThat(got.headers().firstValue("Content-Encoding")).contains("zstd");
    assertThat(got.body().length).isLessThan(1000);
    try (InputStream plain = new ZstdInputStream(new ByteArrayInputStream(got.body()))) {
      assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
          .contains("y".repeat(50_000));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
  void anotherContentTypeIsRefused(String type) throws Exception {
    assertThat(put("Content-Type", type, "{}")).isEqualTo(415);
    assertThat(server.db().get("a")).isNull();
  }

  @Test
  void anotherEncodingOrBrokenGzipIsRefused() throws Exception {
    assertThat(put("Content-Encoding", "br", "{}")).isEqualTo(415);
    assertThat(put("Content-Encoding", "gzip", "{}")).isEqualTo(400);
    assertThat(put("Content-Encoding", "zstd", "{}")).isEqualTo(400);
    byte[] cut = gzip("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    HttpRequest.Builder put =
        server
            .request(DOCUMENT)
            .header("Content-Encoding", "gzip")
            .PUT(BodyPublishers.ofByteArray(Arrays.copyOf(cut, cut.length - 9)));
    assertThat(server.send(put).statusCode()).isEqualTo(400);
    assertThat(server.db().get("a")).isNull();
  }

  @Test
  void aBodyOverTheLimitIsRefusedHoweverItComes() throws Exception {
    String most = "{\"x\":\"" + "y".repeat(TestServer.MAX_BODY_BYTES - 8) + "\"}";
    assertThat(server.put("a", most).statusCode()).isEqualTo(201);
    String more = most + " ";
    assertThat(server.put("b", more).statusCode()).isEqualTo(413);
    byte[] bytes = more.getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder chunked =
        server
            .request("/databases/db/docs?id=b")
            .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    assertThat(server.send(chunked).statusCode()).isEqualTo(413);
    HttpRequest.Builder bomb =
        server
            .request("/databases/db/docs?id=b")
            .header("Content-Encoding", "gzip")
            .PUT(BodyPublishers.ofByteArray(gzip(new byte[50_000_000])));
    assertThat(server.send(bomb).statusCode()).isEqualTo(413);
    assertThat(server.db().get("b")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "nonsense", "{\"a\":}", "{\"a\":\"\u0001\"}", "{} {}"})
  void whatIsNoDocumentIsABadRequest(String body) throws Exception {
    HttpResponse<String> refused = server.put("a", body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("Malformed JSON").contains("at byte");
    assertThat(server.db().get("a")).isNull();
  }

  @Test
  void anImpossibleIdIsABadRequest() throws Exception {
    assertThat(server.put("", "{}").statusCode()).isEqualTo(400);
    assertThat(server.put("%20", "{}").statusCode()).isEqualTo(400);
    String longest = "%C3%A9".repeat(256);
    assertThat(server.put(longest, "{}").statusCode()).isEqualTo(201);
    assertThat(server.put(longest + "x", "{}").statusCode()).isEqualTo(400);
    assertThat(server.get("/databases/db/docs?id=" + longest + "x").statusCode()).isEqualTo(400);
    assertThat(server.get("/databases/db/docs?id=").statusCode()).isEqualTo(400);
    assertThat(server.db().stats().documents).isEqualTo(1);
  }

  @Test
  void aChangeVectorThatIsNoneIsABadRequest() throws Exception {
    assertThat(put("If-Match", "\"nonsense\"", "{}")).isEqualTo(400);
    assertThat(server.db().get("a")).isNull();
  }

  private int put(String header, String value, String body) throws Exception {
    return server
        .send(server.request(DOCUMENT).header(header, value).PUT(BodyPublishers.ofString(body)))
        .statusCode();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static byte[] gunzip(byte[] bytes) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    }
  }
}
