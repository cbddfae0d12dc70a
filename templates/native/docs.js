"use strict";

// Calls are made with the dashboard's session, whose writes need the token against forgery.
(() => {
  const place = document.getElementById("swagger-ui");
  const reads = ["GET", "HEAD"];
  window.SwaggerUIBundle({
    url: place.dataset.schema,
    domNode: place,
    presets: [window.SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    deepLinking: true,
    docExpansion: "none",
    filter: true,
    requestInterceptor: (request) => {
      if (!reads.includes(request.method ?? "GET")) {
        request.headers["X-CSRFToken"] = place.dataset.csrf;
      }
      return request;
    },
  });
})();
