package io.micms.platform.problem;

/** A query parameter that cannot be used. Answered with 400; the pointer names the parameter. */
public class InvalidParameter extends InvalidInput {

    private static final long serialVersionUID = 1L;

    public InvalidParameter(String name, String detail) {
        super(Fault.pointer("", name), detail);
    }
}
