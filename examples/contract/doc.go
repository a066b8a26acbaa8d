// Package contract proves that what the shop client sends and what the shop in
// memory answers is what openapi.yaml says: the tests record raw requests and
// answers and check them with an OpenAPI library. It is here, and not beside
// the client, so that the library is no dependency of the SDK.
package contract
