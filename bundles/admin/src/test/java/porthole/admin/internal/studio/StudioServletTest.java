// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.admin.internal.web.BoundActivities;
import porthole.admin.internal.web.Exchange;

class StudioServletTest {
  private static final Pattern LINKED = Pattern.compile("(?:src|href|from)=?\\s?\"([^\"#]+)\"");

  private final StudioServlet servlet = new StudioServlet(new BoundActivities());

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void theBareAddressLeadsToTheFirstPage(String path) throws Exception {
    Exchange answer = get(path.isEmpty() ? null : path);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).isEqualTo("/studio/stacks");
  }

  @Test
  void aPageMayLoadOnlyWhatThisServerServes() throws Exception {
    Exchange page = get("/stacks");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe", "http:", "https:");
    assertThat(page.text()).doesNotContainPattern("(?i)https?://|\\sstyle=|\\son[a-z]+=");
  }

  @Test
  void everythingThatThePageLoadsIsThere() throws Exception {
    String page = get("/stacks").text();
    Matcher links = LINKED.matcher(page);
    int found = 0;
    while (links.find()) {
      String target = links.group(1);
      assertThat(target).startsWith("/studio/");
      Exchange answer = get(target.substring("/studio".length()));
      assertThat(answer.status()).as(target).isEqualTo(200);
      found++;
    }
    assertThat(found).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stacks/main.js", "/stacks/model.js", "/stacks/view.js"})
  void everyModuleThatAScriptImportsIsThere(String script) throws Exception {
    Exchange answer = get(script);
    assertThat(answer.header("Content-Type")).isEqualTo("text/javascript; charset=UTF-8");
    Matcher imports = LINKED.matcher(answer.text());
    while (imports.find()) {
      String target = imports.group(1).replaceFirst("^\\./", "/stacks/");
      assertThat(get(target).status()).as(script + " imports " + target).isEqualTo(200);
    }
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws Exception {
    String etag = get("/stacks").header("ETag");
    Exchange again =
        Exchange.of("GET", "/studio", "/stacks").header("If-None-Match", etag).send(servlet);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.bytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/none",
        "/stacks.txt",
        "/../OSGI-INF/l.html",
        "/stacks/../stacks.html",
        "//stacks.html",
        "/.html",
        "/stacks/",
        "/a/b/c.js"
      })
  void nothingElseIsServed(String path) throws Exception {
    assertThat(get(path).status()).isEqualTo(404);
  }

  @Test
  void aPageCannotBePosted() throws Exception {
    assertThat(Exchange.of("POST", "/studio", "/stacks").send(servlet).status()).isEqualTo(405);
  }

  private Exchange get(String path) throws Exception {
    return Exchange.of("GET", "/studio", path).send(servlet);
  }
}
