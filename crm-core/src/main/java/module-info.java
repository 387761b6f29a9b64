/** The vocabulary and every decision of {@code crm}; needs nothing but {@code java.base}. */
module crm.core {
    requires static transitive org.jspecify;

    exports crm.model;
    exports crm.configuration;
    exports crm.state;
    exports crm.journal;
    exports crm.transition;
    exports crm.policy;
    exports crm.alert;
    exports crm.status;
    exports crm.control;
    exports crm.port;
    exports crm.coordination;
}
