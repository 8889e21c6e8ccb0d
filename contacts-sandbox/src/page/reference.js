// Opens the reference: Swagger UI with the document of this sandbox, authorized from the start.
"use strict";

const place = document.getElementById("reference");
const { token, clientId, clientSecret } = place.dataset;
const dark = matchMedia("(prefers-color-scheme: dark)");

// The viewer has a dark look, and a class that turns it on.
const look = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", look);
look();

// The viewer fills a parameter with its example or with that of its schema, so that every list would be asked for by a
// cursor that the sandbox never gave. Where a parameter may be absent, the example is told instead.
const tellExamples = (root) => {
  const schemaOf = ({ $ref, ...schema }) =>
    $ref ? $ref.slice(2).split("/").reduce((at, name) => at[name], root) : schema;
  const tell = (parameter) => {
    const { example: ofSchema, ...schema } = schemaOf(parameter.schema);
    const example = parameter.example ?? ofSchema;
    parameter.schema = schema;
    delete parameter.example;
    if (example !== undefined) parameter.description = `${parameter.description ?? ""}\n\nExample: \`${example}\``;
  };
  const walk = (value) => {
    if (value === null || typeof value !== "object") return;
    if (value.in === "query" && !value.required && value.schema) tell(value);
    else Object.values(value).forEach(walk);
  };
  walk(root);
};

const DOCUMENT = "/openapi.json";

const viewer = SwaggerUIBundle({
  url: DOCUMENT,
  domNode: place,
  deepLinking: true,
  displayOperationId: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
  validatorUrl: null,
  oauth2RedirectUrl: `${location.origin}/_sandbox/assets/oauth2-redirect.html`,
  responseInterceptor: (response) => {
    if (response.ok && response.url.endsWith(DOCUMENT)) {
      const root = JSON.parse(response.text);
      tellExamples(root);
      response.text = JSON.stringify(root);
    }
    return response;
  },
  onComplete: () => {
    document.title = `${viewer.specSelectors.info().get("title")}: sandbox`;
    viewer.preauthorizeApiKey("bearer", token);
    // For whoever wants a token of their own: the authorization code grant, as the sandbox's app, with every scope.
    const flow = ["components", "securitySchemes", "oauth2", "flows", "authorizationCode", "scopes"];
    const scopes = viewer.specSelectors.specJson().getIn(flow).keySeq().toArray();
    viewer.initOAuth({ clientId, clientSecret, scopes, usePkceWithAuthorizationCodeGrant: true });
  },
});
window.viewer = viewer;
