// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncludePathTest {

  @Test
  void pathsGoIntoObjectsAndArrays() {
    String json =
        "{\"a\":{\"b\":\"x/1\"},\"l\":[{\"p\":\"x/2\"},{\"p\":[\"x/3\",null]},{\"q\":1}],\"s\":[\"x/4\"]}";
    assertThat(collect(json, "a.b")).containsExactly("x/1");
    assertThat(collect(json, "l[].p")).containsExactly("x/2", "x/3");
    assertThat(collect(json, "l,p")).containsExactly("x/2", "x/3");
    assertThat(collect(json, "s")).containsExactly("x/4");
    assertThat(collect(json, "s[]")).containsExactly("x/4");
    assertThat(collect(json, "a")).isEmpty();
    assertThat(collect(json, "A.b")).isEmpty();
    assertThat(collect(json, "")).isEmpty();
  }

  @Test
  void allMembersOfAnObjectCanBeMeant() {
    String json = "{\"m\":{\"k/1\":\"v/1\",\"k/2\":{\"r\":\"v/2\"}}}";
    assertThat(collect(json, "m.$Values")).containsExactly("v/1");
    assertThat(collect(json, "m.$Values.r")).containsExactly("v/2");
    assertThat(collect(json, "m.$Keys")).containsExactly("k/1", "k/2");
  }

  @Test
  void anIdCanBeMadeOfWhatIsFound() {
    String json = "{\"n\":17,\"l\":[\"a\",\"b\"]}";
    assertThat(collect(json, "n(users/)")).containsExactly("users/17");
    assertThat(collect(json, "n[users/{0}/x]")).containsExactly("users/17/x");
    assertThat(collect(json, "l[](u/)")).containsExactly("u/a", "u/b");
  }

  private static List<String> collect(String json, String path) {
    List<String> ids = new ArrayList<>();
    IncludePath.of(path).collect(json.getBytes(StandardCharsets.UTF_8), ids::add);
    return ids;
  }
}
