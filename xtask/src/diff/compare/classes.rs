//! Every class of change. What a change of a class does to whom is decided where it is found; its page explains it.

use super::super::Class;

/// A table of classes: name, id, summary.
macro_rules! table {
    ($($name:ident = $id:literal: $summary:literal;)*) => {
        $(pub(super) const $name: &Class = &Class {
            id: $id,
            summary: $summary,
            page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/diff/classes/", $id, ".md")),
        };)*

        /// All of them, in the order of the table.
        pub(super) const ALL: &[Class] = &[$(Class { id: $name.id, summary: $name.summary, page: $name.page }),*];
    };
}

table! {
    // Operations.
    OPERATION_ADDED = "operation-added": "an operation that was not there";
    OPERATION_REMOVED = "operation-removed": "an operation that is not there any more";
    OPERATION_RENAMED = "operation-renamed": "another operationId for the same call";
    PATH_CHANGED = "path-changed": "another path for the same operation";
    METHOD_CHANGED = "method-changed": "another method for the same operation";
    PATH_PARAMETER_RENAMED = "path-parameter-renamed": "another name for the same place in a path";
    // What an operation is called with.
    PARAMETER_ADDED = "parameter-added": "a parameter that may be sent";
    REQUIRED_PARAMETER_ADDED = "required-parameter-added": "a parameter that must be sent";
    PARAMETER_REMOVED = "parameter-removed": "a parameter that is not taken any more";
    PARAMETER_REQUIRED = "parameter-required": "a parameter that must be sent now";
    PARAMETER_OPTIONAL = "parameter-optional": "a parameter that need not be sent any more";
    PARAMETER_RENAMED = "parameter-renamed": "another name for the same parameter";
    PARAMETER_MOVED = "parameter-moved": "another location for the same parameter";
    PARAMETER_STYLE_CHANGED = "parameter-style-changed": "a parameter that is written in another way";
    BODY_ADDED = "body-added": "a body that may be sent";
    REQUIRED_BODY_ADDED = "required-body-added": "a body that must be sent";
    BODY_REMOVED = "body-removed": "a body that is not taken any more";
    BODY_REQUIRED = "body-required": "a body that must be sent now";
    BODY_OPTIONAL = "body-optional": "a body that need not be sent any more";
    REQUEST_MEDIA_TYPE_ADDED = "request-media-type-added": "a media type that a body may be sent in";
    REQUEST_MEDIA_TYPE_REMOVED = "request-media-type-removed": "a media type that a body may not be sent in any more";
    ENCODING_CHANGED = "encoding-changed": "parts of a body that are encoded in another way";
    // What an operation answers.
    SUCCESS_ADDED = "success-added": "one more status for a request that was carried out";
    SUCCESS_REMOVED = "success-removed": "one status less for a request that was carried out";
    SUCCESS_CHANGED = "success-changed": "another status for a request that was carried out";
    ERROR_ADDED = "error-added": "a status of an error that was not documented";
    ERROR_REMOVED = "error-removed": "a status of an error that is not documented any more";
    RESPONSE_BODY_ADDED = "response-body-added": "a body in an answer that had none";
    RESPONSE_BODY_REMOVED = "response-body-removed": "no body in an answer that had one";
    RESPONSE_MEDIA_TYPE_ADDED = "response-media-type-added": "a media type that an answer may have";
    RESPONSE_MEDIA_TYPE_REMOVED = "response-media-type-removed": "a media type that an answer does not have any more";
    HEADER_ADDED = "header-added": "a header that answers may have";
    HEADER_REMOVED = "header-removed": "a header that answers do not have any more";
    HEADER_REQUIRED = "header-required": "a header that answers always have";
    HEADER_OPTIONAL = "header-optional": "a header that answers may lack";
    ERROR_CODE_ADDED = "error-code-added": "an error code that was not listed";
    ERROR_CODE_REMOVED = "error-code-removed": "an error code that is not listed any more";
    // Who may call, and where.
    SCOPE_ALTERNATIVE_ADDED = "scope-alternative-added": "scopes that are enough beside the others";
    SCOPE_INSUFFICIENT = "scope-insufficient": "scopes that are not enough any more";
    SECURITY_ADDED = "security-added": "a token where none was needed";
    SECURITY_REMOVED = "security-removed": "no token where one was needed";
    SECURITY_SCHEME_CHANGED = "security-scheme-changed": "tokens that are had or sent in another way";
    SCOPE_DECLARED = "scope-declared": "a scope that can be asked for";
    SCOPE_UNDECLARED = "scope-undeclared": "a scope that cannot be asked for any more";
    SERVER_ADDED = "server-added": "an address that the API can be called at";
    SERVER_REMOVED = "server-removed": "an address that the API cannot be called at any more";
    SERVER_CHANGED = "server-changed": "another address for the API";
    // What a value may be.
    TYPE_CHANGED = "type-changed": "a value of another type";
    TYPE_NARROWED = "type-narrowed": "a value of fewer types";
    TYPE_WIDENED = "type-widened": "a value of more types";
    NULL_ALLOWED = "null-allowed": "null where there was always a value";
    NULL_FORBIDDEN = "null-forbidden": "no null where there could be one";
    NULL_UNDECIDED = "null-undecided": "what null does is left open";
    NULL_DECIDED = "null-decided": "what null does is not left open any more";
    ENUM_VALUE_ADDED = "enum-value-added": "a value that an enum did not have";
    ENUM_VALUE_REMOVED = "enum-value-removed": "a value that an enum does not have any more";
    ENUM_ADDED = "enum-added": "values that are listed where any was allowed";
    ENUM_REMOVED = "enum-removed": "any value where they were listed";
    KNOWN_VALUE_ADDED = "known-value-added": "a known value of an open set";
    KNOWN_VALUE_REMOVED = "known-value-removed": "a value of an open set that is not known any more";
    LENGTH_TIGHTENED = "length-tightened": "a text of fewer lengths";
    LENGTH_LOOSENED = "length-loosened": "a text of more lengths";
    RANGE_TIGHTENED = "range-tightened": "a number of a smaller range";
    RANGE_LOOSENED = "range-loosened": "a number of a larger range";
    ITEM_COUNT_TIGHTENED = "item-count-tightened": "a list of fewer lengths, or of unique items";
    ITEM_COUNT_LOOSENED = "item-count-loosened": "a list of more lengths, or of items that repeat";
    MEMBER_COUNT_TIGHTENED = "member-count-tightened": "an object of fewer sizes";
    MEMBER_COUNT_LOOSENED = "member-count-loosened": "an object of more sizes";
    PATTERN_ADDED = "pattern-added": "a pattern for a text that had none";
    PATTERN_REMOVED = "pattern-removed": "no pattern for a text that had one";
    PATTERN_CHANGED = "pattern-changed": "another pattern for a text";
    FORMAT_TIGHTENED = "format-tightened": "a value that must have a format";
    FORMAT_LOOSENED = "format-loosened": "a value that need not have a format any more";
    FORMAT_CHANGED = "format-changed": "a value of another format";
    FORMAT_REMARK = "format-remark": "another format that nobody reads";
    DEFAULT_ADDED = "default-added": "a default where there was none";
    DEFAULT_REMOVED = "default-removed": "no default where there was one";
    DEFAULT_CHANGED = "default-changed": "another default";
    DEPRECATED = "deprecated": "something that is to be used no more";
    UNDEPRECATED = "undeprecated": "something that may be used again";
    SHOWN_BY_FEWER = "shown-by-fewer": "a value that fewer operations show";
    SHOWN_BY_MORE = "shown-by-more": "a value that more operations show";
    DATED_CHANGE_ADDED = "dated-change-added": "a change that is planned for a day";
    DATED_CHANGE_REMOVED = "dated-change-removed": "a change that is not planned any more";
    DATED_CHANGE_CHANGED = "dated-change-changed": "a planned change that has another day or another value";
    DATED_CHANGE_WORDED = "dated-change-worded": "other words for a planned change, or a decision about it";
    // What an object holds.
    MEMBER_ADDED = "member-added": "a member that an object may have";
    REQUIRED_MEMBER_ADDED = "required-member-added": "a member that an object must have";
    MEMBER_REMOVED = "member-removed": "a member that an object does not have any more";
    MEMBER_RENAMED = "member-renamed": "another name for the same member";
    MEMBER_REQUIRED = "member-required": "a member that must be there now";
    MEMBER_OPTIONAL = "member-optional": "a member that need not be there any more";
    READ_ONLY_ADDED = "read-only-added": "a member that is for answers only";
    READ_ONLY_REMOVED = "read-only-removed": "a member that may be sent";
    WRITE_ONLY_ADDED = "write-only-added": "a member that is for requests only";
    WRITE_ONLY_REMOVED = "write-only-removed": "a member that is answered";
    ADDITIONAL_FORBIDDEN = "additional-forbidden": "no members beside those that are named";
    ADDITIONAL_ALLOWED = "additional-allowed": "other members beside those that are named";
    ADDITIONAL_TYPED = "additional-typed": "a schema for items or members that had none";
    ADDITIONAL_UNTYPED = "additional-untyped": "no schema for items or members that had one";
    // Forms and rules.
    CHOICE_ADDED = "choice-added": "a value that must have one of some forms";
    CHOICE_REMOVED = "choice-removed": "a value that need not have one of some forms any more";
    CHOICE_TIGHTENED = "choice-tightened": "forms of which exactly one must fit";
    CHOICE_LOOSENED = "choice-loosened": "forms of which more than one may fit";
    ARM_ADDED = "arm-added": "a form that a value may have";
    ARM_REMOVED = "arm-removed": "a form that a value may not have any more";
    DISCRIMINATOR_CHANGED = "discriminator-changed": "forms that are told apart in another way";
    RULE_ADDED = "rule-added": "a rule that a schema says with its keywords";
    RULE_REMOVED = "rule-removed": "a rule that no schema says any more";
    RULE_CHANGED = "rule-changed": "a rule that excludes other values";
    // Facts about the API.
    CONSTRAINT_ADDED = "constraint-added": "a constraint in prose that was not stated";
    CONSTRAINT_REMOVED = "constraint-removed": "a constraint in prose that is not stated any more";
    LIMIT_LOWERED = "limit-lowered": "a limit of the API that is lower";
    LIMIT_RAISED = "limit-raised": "a limit of the API that is higher";
    LIMIT_CHANGED = "limit-changed": "a limit of the API that is another";
    RATE_LIMIT_LOWERED = "rate-limit-lowered": "fewer calls in the same time";
    RATE_LIMIT_RAISED = "rate-limit-raised": "more calls in the same time";
    RATE_LIMIT_CHANGED = "rate-limit-changed": "a rate limit that is counted or told in another way";
    WINDOW_NARROWED = "window-narrowed": "a shorter period for a query";
    WINDOW_WIDENED = "window-widened": "a longer period for a query";
    WINDOW_CHANGED = "window-changed": "a period that is asked for in another way";
    RESULT_CAP_LOWERED = "result-cap-lowered": "fewer results of a query";
    RESULT_CAP_RAISED = "result-cap-raised": "more results of a query";
    PAGING_CHANGED = "paging-changed": "pages that are walked in another way";
    UPLOAD_CHANGED = "upload-changed": "a file that is sent in another way";
    DOWNLOAD_CHANGED = "download-changed": "a file that is fetched in another way";
    TOKEN_CHANGED = "token-changed": "what is said of tokens beside their flows";
    TRANSPORT_CHANGED = "transport-changed": "what is said of all requests and answers";
    // How sure it is.
    ASSUMPTION_ADDED = "assumption-added": "something that is assumed";
    ASSUMPTION_REMOVED = "assumption-removed": "something that is not assumed any more";
    ASSUMPTION_CHANGED = "assumption-changed": "something else that is assumed";
    // Words.
    CONSTRAINT_REWORDED = "constraint-reworded": "other words for a constraint";
    RULE_WORDED = "rule-worded": "other words for a rule";
    DESCRIPTION_CHANGED = "description-changed": "other words for what something is";
    EXAMPLE_CHANGED = "example-changed": "another example";
    SOURCE_CHANGED = "source-changed": "other pages behind a statement";
    LINK_CHANGED = "link-changed": "another link";
    VALUE_MEANING_CHANGED = "value-meaning-changed": "other words for the values of an enum";
    TAGS_CHANGED = "tags-changed": "other groups of operations";
    INFO_CHANGED = "info-changed": "other words about the document";
    VERSION_CHANGED = "version-changed": "another version";
    REMARK_CHANGED = "remark-changed": "another remark that nothing reads";
    SCHEMA_RENAMED = "schema-renamed": "another name for the same schema";
    SPELLING_CHANGED = "spelling-changed": "another spelling or another order of what is the same to everybody";
    UNREACHED_CHANGED = "unreached-changed": "a component that no operation leads to";
}
