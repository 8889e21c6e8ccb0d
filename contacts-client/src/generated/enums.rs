// Written by `cargo xtask generate`; edit openapi/contacts.yaml instead.
// Generator: progenitor 0.15.1; the document's SHA-256 stands in mod.rs.

use crate::open_enum::open_enum;

open_enum! {
    /// Who can access a contact.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact/en](https://developers.worksmobile.com/en/docs/contact)
    pub enum AccessibleRange {
        /// `ALL`: Every member of the domain.
        All = "ALL",
        /// `MEMBER`: The members named in accessibleMembers only.
        Member = "MEMBER",
    }
}

open_enum! {
    /// What an id among the accessible members identifies.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put)
    pub enum AccessibleMemberType {
        /// `USER`: A member.
        User = "USER",
        /// `ORGUNIT`: An organization (team).
        Orgunit = "ORGUNIT",
        /// `GROUP`: A group.
        Group = "GROUP",
    }
}

open_enum! {
    /// Where a person outside the domain comes from.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
    /// [contact/en](https://developers.worksmobile.com/en/docs/contact)
    pub enum ExternalUserType {
        /// `LINE`: A user of LINE.
        Line = "LINE",
        /// `WORKS`: A LINE WORKS user of another company.
        Works = "WORKS",
    }
}

open_enum! {
    /// Type of a telephone number. The pages' list of meanings is not legible in the stored copies.
    ///
    /// Assumed, not documented: The meanings of the values are read off their names.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
    /// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
    pub enum TelephoneType {
        /// `CELLPHONE`: Mobile phone.
        Cellphone = "CELLPHONE",
        /// `WORK`: Phone at work.
        Work = "WORK",
        /// `HOME`: Phone at home.
        Home = "HOME",
        /// `WORK_FAX`: Fax at work.
        WorkFax = "WORK_FAX",
        /// `HOME_FAX`: Fax at home.
        HomeFax = "HOME_FAX",
        /// `OTHER`: Another number.
        Other = "OTHER",
        /// `CUSTOM`: A type of one's own, named in customType.
        Custom = "CUSTOM",
    }
}

open_enum! {
    /// Type of an event. The pages' list of meanings is not legible in the stored copies.
    ///
    /// Assumed, not documented: The meanings of the values are read off their names.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
    /// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
    pub enum EventType {
        /// `BIRTHDAY`: Birthday.
        Birthday = "BIRTHDAY",
        /// `ANNIVERSARY`: Anniversary.
        Anniversary = "ANNIVERSARY",
        /// `OTHER`: Another event.
        Other = "OTHER",
        /// `CUSTOM`: A type of one's own, named in customType.
        Custom = "CUSTOM",
    }
}

open_enum! {
    /// Calendar of an event's date.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
    /// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
    pub enum DayType {
        /// `SOLAR`: Solar calendar.
        Solar = "SOLAR",
        /// `LUNAR`: Lunar calendar.
        Lunar = "LUNAR",
    }
}

open_enum! {
    /// Type of an address. The pages' list of meanings is not legible in the stored copies.
    ///
    /// Assumed, not documented: The meanings of the values are read off their names.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put),
    /// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put)
    pub enum LocationType {
        /// `WORK`: Address at work.
        Work = "WORK",
        /// `HOME`: Address at home.
        Home = "HOME",
        /// `OTHER`: Another address.
        Other = "OTHER",
        /// `CUSTOM`: A type of one's own, named in customType.
        Custom = "CUSTOM",
    }
}

open_enum! {
    /// Type of a messenger. TWITTER is deprecated in favour of X; both name the same service. The
    /// jp and kr pages list five values; the en page lacks X. The pages' list of meanings is not
    /// legible in the stored copies.
    ///
    /// Planned dates (jp, kr): answers carry X instead of TWITTER from about the end of July 2026
    /// on, whatever was sent; TWITTER is withdrawn about the middle of November 2026. No page
    /// confirms either change, so both values are to be read, and X is to be sent.
    ///
    /// Assumed, not documented: The meaning of CUSTOM is read off its name.
    ///
    /// Documentation: [contact-create/jp](https://developers.worksmobile.com/jp/docs/contact-create),
    /// [contact-create/kr](https://developers.worksmobile.com/kr/docs/contact-create),
    /// [contact-update-put/kr](https://developers.worksmobile.com/kr/docs/contact-update-put),
    /// [contact-update-put/en](https://developers.worksmobile.com/en/docs/contact-update-put)
    pub enum MessengerType {
        /// `LINE`: LINE.
        Line = "LINE",
        /// `FACEBOOK`: Facebook.
        Facebook = "FACEBOOK",
        /// `TWITTER`: X under its former name; send X instead.
        Twitter = "TWITTER",
        /// `X`: X (Twitter).
        X = "X",
        /// `CUSTOM`: A type of one's own, named in customType.
        Custom = "CUSTOM",
    }
}

open_enum! {
    /// Who sees a tag.
    ///
    /// Documentation:
    /// [contact-tag-create/en](https://developers.worksmobile.com/en/docs/contact-tag-create),
    /// [contact-tag-list/en](https://developers.worksmobile.com/en/docs/contact-tag-list),
    /// [contact/en](https://developers.worksmobile.com/en/docs/contact)
    pub enum ContactTagType {
        /// `COMPANY`: Company tag, seen by every member.
        Company = "COMPANY",
        /// `USER`: User tag, seen by its creator only.
        User = "USER",
    }
}

open_enum! {
    /// What the values of a custom property are.
    ///
    /// Documentation:
    /// [contact-custom-property-create/en](https://developers.worksmobile.com/en/docs/contact-custom-property-create),
    /// [contact-custom-property-create/jp](https://developers.worksmobile.com/jp/docs/contact-custom-property-create),
    /// [contact/en](https://developers.worksmobile.com/en/docs/contact)
    pub enum CustomPropertyType {
        /// `STRING`: Text.
        String = "STRING",
        /// `LINK`: Hyperlink.
        Link = "LINK",
    }
}

open_enum! {
    /// Language of a display name.
    ///
    /// Documentation:
    /// [contact-custom-property-create/en](https://developers.worksmobile.com/en/docs/contact-custom-property-create),
    /// [contact-custom-property-create/jp](https://developers.worksmobile.com/jp/docs/contact-custom-property-create)
    pub enum LanguageCode {
        /// `ko_KR`: Korean.
        KoKr = "ko_KR",
        /// `ja_JP`: Japanese.
        JaJp = "ja_JP",
        /// `zh_CN`: Simplified Chinese.
        ZhCn = "zh_CN",
        /// `zh_TW`: Traditional Chinese.
        ZhTw = "zh_TW",
        /// `en_US`: English.
        EnUs = "en_US",
    }
}

open_enum! {
    /// Which date of a contact a period is about.
    ///
    /// Documentation: [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-user-list/en](https://developers.worksmobile.com/en/docs/contact-user-list),
    /// [contact-user-list/kr](https://developers.worksmobile.com/kr/docs/contact-user-list)
    pub enum SearchDateType {
        /// `CREATED_TIME`: When the contact was registered.
        CreatedTime = "CREATED_TIME",
        /// `MODIFIED_TIME`: When the contact was last updated.
        ModifiedTime = "MODIFIED_TIME",
    }
}

open_enum! {
    /// Kind of contacts to list.
    ///
    /// Documentation: [contact-list/jp](https://developers.worksmobile.com/jp/docs/contact-list),
    /// [contact-user-list/en](https://developers.worksmobile.com/en/docs/contact-user-list)
    pub enum SearchFilterType {
        /// `LINKED_EXTERNAL_USER`: External message contacts only.
        LinkedExternalUser = "LINKED_EXTERNAL_USER",
    }
}

open_enum! {
    /// Sort key of a list of contacts, and its direction.
    ///
    /// Documentation:
    /// [contact-user-list/en](https://developers.worksmobile.com/en/docs/contact-user-list)
    pub enum ContactOrderBy {
        /// `name`: By name, ascending.
        Name = "name",
        /// `name asc`: By name, ascending.
        NameAsc = "name asc",
        /// `name desc`: By name, descending.
        NameDesc = "name desc",
        /// `createdTime`: By time of registration, ascending.
        CreatedTime = "createdTime",
        /// `createdTime asc`: By time of registration, ascending.
        CreatedTimeAsc = "createdTime asc",
        /// `createdTime desc`: By time of registration, descending.
        CreatedTimeDesc = "createdTime desc",
        /// `modifiedTime`: By time of update, ascending.
        ModifiedTime = "modifiedTime",
        /// `modifiedTime asc`: By time of update, ascending.
        ModifiedTimeAsc = "modifiedTime asc",
        /// `modifiedTime desc`: By time of update, descending.
        ModifiedTimeDesc = "modifiedTime desc",
    }
}

open_enum! {
    /// Sort key of a list of tags, and its direction.
    ///
    /// Documentation:
    /// [contact-tag-list/en](https://developers.worksmobile.com/en/docs/contact-tag-list),
    /// [contact-tag-list/kr](https://developers.worksmobile.com/kr/docs/contact-tag-list),
    /// [contact-tag-user-list/kr](https://developers.worksmobile.com/kr/docs/contact-tag-user-list)
    pub enum ContactTagOrderBy {
        /// `name`: By name, ascending.
        Name = "name",
        /// `name asc`: By name, ascending.
        NameAsc = "name asc",
        /// `name desc`: By name, descending.
        NameDesc = "name desc",
    }
}

open_enum! {
    /// Summary of an error. The set is open. Three families are built from the name of a resource:
    /// `INVALID_{RESOURCE}` (400), `{RESOURCE}_NOT_EXIST` (404) and `{RESOURCE}_ALREADY_EXIST`
    /// (409); the words used for the resources of this API are not documented. `DELETED` (410)
    /// stands on the kr page only.
    ///
    /// Documentation: [error-codes/jp](https://developers.worksmobile.com/jp/docs/error-codes),
    /// [error-codes/kr](https://developers.worksmobile.com/kr/docs/error-codes),
    /// [error-codes/en](https://developers.worksmobile.com/en/docs/error-codes),
    /// [rate-limits/en](https://developers.worksmobile.com/en/docs/rate-limits)
    pub enum ErrorCode {
        /// `BAD_REQUEST`: The request is malformed.
        BadRequest = "BAD_REQUEST",
        /// `INVALID_PARAMETER`: Form or content of a parameter is wrong.
        InvalidParameter = "INVALID_PARAMETER",
        /// `MISSING_PARAMETER`: A needed parameter is absent.
        MissingParameter = "MISSING_PARAMETER",
        /// `LIMIT_EXCEEDED`: A parameter or property (400), or the resource (403), is over its limit.
        LimitExceeded = "LIMIT_EXCEEDED",
        /// `OUT_OF_RANGE`: A parameter or property (400), or the resource (403), is outside its range.
        OutOfRange = "OUT_OF_RANGE",
        /// `UNAUTHORIZED`: The credentials are missing or wrong.
        Unauthorized = "UNAUTHORIZED",
        /// `FORBIDDEN`: No right to the resource, or the token lacks the scope.
        Forbidden = "FORBIDDEN",
        /// `ACCESS_DENIED`: Access to the resource is restricted.
        AccessDenied = "ACCESS_DENIED",
        /// `NOT_FOUND`: There is no such resource.
        NotFound = "NOT_FOUND",
        /// `CONFLICT`: A conflict on the resource.
        Conflict = "CONFLICT",
        /// `ALREADY_EXIST`: The resource to be created exists.
        AlreadyExist = "ALREADY_EXIST",
        /// `DELETED`: The resource has been deleted already.
        Deleted = "DELETED",
        /// `TOO_MANY_REQUESTS`: The rate limit is exceeded.
        TooManyRequests = "TOO_MANY_REQUESTS",
        /// `INTERNAL_SERVER_ERROR`: A fault of the server.
        InternalServerError = "INTERNAL_SERVER_ERROR",
        /// `SERVICE_UNAVAILABLE`: A passing fault of the server.
        ServiceUnavailable = "SERVICE_UNAVAILABLE",
    }
}
