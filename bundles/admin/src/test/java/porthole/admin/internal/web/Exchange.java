// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.web;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import porthole.http.api.GateRequest;

/** One request and its answer, without a container: knows the calls that our servlets make. */
public final class Exchange {
  private final String method;
  private final String servletPath;
  private final String pathInfo;
  private final Map<String, String> requestHeaders = new HashMap<>();
  private final Map<String, List<String>> parameters = new HashMap<>();
  private final Map<Object, Object> attributes = new HashMap<>(Map.of(GateRequest.ID, 1L));
  private byte[] requestBody = new byte[0];
  private final Map<String, String> headers = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = 200;

  private Exchange(String method, String servletPath, String pathInfo) {
    this.method = method;
    this.servletPath = servletPath;
    this.pathInfo = pathInfo;
  }

  public static Exchange of(String method, String servletPath, String pathInfo) {
    return new Exchange(method, servletPath, pathInfo);
  }

  /** As if it came around the gate. */
  public Exchange aroundTheGate() {
    attributes.clear();
    return this;
  }

  /** Whether it was left to the gate, to try again. */
  public boolean isLeftToTheGate() {
    return attributes.containsKey(GateRequest.AWAY);
  }

  public Exchange header(String name, String value) {
    requestHeaders.put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  public Exchange parameter(String name, String value) {
    parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    return this;
  }

  public Exchange body(String contentType, String text) {
    requestBody = text.getBytes(StandardCharsets.UTF_8);
    return header("Content-Type", contentType);
  }

  public Exchange send(HttpServlet servlet) throws ServletException, IOException {
    servlet.service(
        proxy(HttpServletRequest.class, this::request),
        proxy(HttpServletResponse.class, this::response));
    return this;
  }

  public int status() {
    return status;
  }

  public String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  public byte[] bytes() {
    return body.toByteArray();
  }

  public String text() {
    try {
      byte[] bytes = bytes();
      if ("gzip".equals(header("Content-Encoding"))) {
        bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonObject json() {
    return JsonParser.parseString(text()).getAsJsonObject();
  }

  private Object request(Object proxy, Method call, Object[] args) {
    return switch (call.getName()) {
      case "getMethod" -> method;
      case "getPathInfo" -> pathInfo;
      case "getRequestURI" -> servletPath + (pathInfo == null ? "" : pathInfo);
      case "getQueryString" -> null;
      case "getAttribute" -> attributes.get(args[0]);
      case "setAttribute" -> attributes.put((String) args[0], args[1]);
      case "getHeader" -> requestHeaders.get(((String) args[0]).toLowerCase(Locale.ROOT));
      case "getContentType" -> requestHeaders.get("content-type");
      case "getParameter" -> parameters.getOrDefault(args[0], noValue()).get(0);
      case "getParameterValues" -> {
        List<String> values = parameters.get(args[0]);
        yield values == null ? null : values.toArray(new String[0]);
      }
      case "getInputStream" -> new In(new ByteArrayInputStream(requestBody));
      default -> throw new UnsupportedOperationException(call.toString());
    };
  }

  private Object response(Object proxy, Method call, Object[] args) {
    switch (call.getName()) {
      case "setStatus" -> status = (int) args[0];
      case "setHeader" ->
          headers.put(((String) args[0]).toLowerCase(Locale.ROOT), (String) args[1]);
      case "setContentType" -> headers.put("content-type", (String) args[0]);
      case "setContentLength" -> headers.put("content-length", String.valueOf(args[0]));
      case "reset" -> {
        headers.clear();
        body.reset();
      }
      case "isCommitted" -> {
        return false;
      }
      case "getHeader" -> {
        return header((String) args[0]);
      }
      case "getOutputStream" -> {
        return new Out(body);
      }
      default -> throw new UnsupportedOperationException(call.toString());
    }
    return null;
  }

  private static List<String> noValue() {
    List<String> none = new ArrayList<>();
    none.add(null);
    return none;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static final class In extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    In(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Out extends ServletOutputStream {
    private final ByteArrayOutputStream bytes;

    Out(ByteArrayOutputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
