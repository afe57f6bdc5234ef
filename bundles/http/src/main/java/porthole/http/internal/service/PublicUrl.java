// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.service;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The address at which clients reach this server: the configured one, else the one that the
 * container is bound to. Never one taken from a request. Thread-safe.
 */
public final class PublicUrl implements Supplier<String> {
  private static final String ENDPOINT = "osgi.http.endpoint";

  private volatile String configured = "";
  private volatile String bound;

  /** What it is while nothing better is known. */
  public PublicUrl(String otherwise) {
    this.bound = otherwise;
  }

  /** Takes the configured address; empty for none. */
  public void configure(String url) {
    configured = withoutSlash(url);
  }

  /** Takes the properties of the container's runtime service. */
  public void container(Map<String, ?> properties) {
    Object endpoints = properties.get(ENDPOINT);
    List<String> several =
        endpoints instanceof String[] array
            ? List.of(array)
            : endpoints instanceof String one ? List.of(one) : List.of();
    several.stream()
        .filter(endpoint -> endpoint.startsWith("http://") || endpoint.startsWith("https://"))
        .findFirst()
        .ifPresent(endpoint -> bound = withoutSlash(endpoint));
  }

  @Override
  public String get() {
    return configured.isEmpty() ? bound : configured;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
